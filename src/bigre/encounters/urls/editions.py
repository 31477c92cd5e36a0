"""Addresses of the encounters of one edition: introductions, meetings, who was where, tables."""

from django.urls import path

from bigre.encounters.views import attendance, introductions, meetings

app_name = "encounters"
urlpatterns = [
    path("", introductions.introductions, name="introductions"),
    path("<int:pk>/answer/", introductions.answer, name="answer"),
    path("with/<uuid:who>/", meetings.meeting, name="meeting"),
    path("with/<uuid:who>/agree/", meetings.agree, name="agree"),
    path("with/<uuid:who>/cancel/", meetings.cancel, name="cancel"),
    path("with/<uuid:who>/met/", meetings.met, name="say_met"),
    path("with/<uuid:who>/meeting.ics", meetings.ics, name="meeting_ics"),
    path("was-there/", attendance.was_there, name="was_there"),
]
