from django.urls import path

from mutua.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.guide, name="guide"),
    path("theme", views.theme, name="theme"),
]
