from django.urls import path

from mutua.insights import views

app_name = "insights"

urlpatterns = [
    path("rounds/<uuid:round_id>/running/", views.board, name="board"),
    path("rounds/<uuid:round_id>/running/<slug:stage>/", views.nudge, name="nudge"),
]
