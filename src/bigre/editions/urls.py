"""Addresses of this context."""

from django.urls import URLPattern

app_name = "editions"
urlpatterns: list[URLPattern] = []
