"""Addresses of this context."""

from django.urls import URLPattern

app_name = "api"
urlpatterns: list[URLPattern] = []
