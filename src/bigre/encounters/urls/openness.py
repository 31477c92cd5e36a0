"""Addresses of what a person tells of themselves so as to meet others, and of those they met."""

from django.urls import path

from bigre.encounters.views import knowing, met, openness, shared_tasks

app_name = "openness"
urlpatterns = [
    path("openness/", openness.openness, name="openness"),
    path("openness/forget/", openness.forget, name="forget"),
    path("openness/known/", knowing.known, name="known"),
    path("openness/not-with/", knowing.not_with, name="not_with"),
    path("openness/not-with/<uuid:uuid>/", knowing.say_not_with, name="say_not_with"),
    path("openness/not-with/<uuid:uuid>/take-back/", knowing.take_back, name="take_back"),
    path("met/", met.met, name="met"),
    path("met/tasks/<int:pk>/answer/", shared_tasks.answer, name="answer_task"),
    path("met/tasks/<int:pk>/take-back/", shared_tasks.take_back, name="take_back_task"),
    path("met/<uuid:uuid>/", met.remember, name="remember"),
]
