from __future__ import annotations

from django.urls import path

from mutua.meetings import views

app_name = "meetings"
MEETINGS = "tandems/<uuid:tandem_id>/meetings"
ONE = f"{MEETINGS}/<uuid:meeting_id>"

urlpatterns = [
    path(f"{MEETINGS}/new/", views.propose, name="propose"),
    path(f"{ONE}/", views.detail, name="detail"),
    path(f"{ONE}/move/", views.move, name="move"),
    path(f"{ONE}/answer/", views.answer, name="answer"),
    path(f"{ONE}/cancel/", views.cancel, name="cancel"),
    path(f"{ONE}/outcome/", views.outcome, name="outcome"),
    path(f"{ONE}/place/", views.place, name="place"),
    path(f"{ONE}/calendar.ics", views.calendar, name="calendar"),
]
