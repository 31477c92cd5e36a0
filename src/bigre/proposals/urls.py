"""Addresses of this context."""

from django.urls import path

from . import views

app_name = "proposals"
urlpatterns = [
    path("", views.proposals, name="list"),
    path("<uuid:uuid>/", views.proposal, name="proposal"),
]
