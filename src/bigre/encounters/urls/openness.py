"""Addresses of what a person tells of themselves so as to meet others, and of those they met."""

from django.urls import URLPattern

app_name = "openness"
urlpatterns: list[URLPattern] = []
