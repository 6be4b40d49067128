from __future__ import annotations

from django.urls import path

from mutua.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("who-sees-what/", views.who_sees_what, name="who-sees-what"),
]
