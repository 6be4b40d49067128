from django.urls import path

from mutua.outbox import views

app_name = "outbox"
urlpatterns = [
    path("outbox/", views.mails, name="mails"),
    path("outbox/<slug:name>/", views.mail, name="mail"),
    path("outbox/<uuid:key>/again", views.send_again, name="send-again"),
]
