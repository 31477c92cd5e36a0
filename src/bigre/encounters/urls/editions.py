"""Addresses of the encounters of one edition: introductions, meetings, tables."""

from django.urls import URLPattern

app_name = "encounters"
urlpatterns: list[URLPattern] = []
