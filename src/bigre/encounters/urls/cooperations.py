"""Addresses of cooperations and of the network that they draw."""

from django.urls import URLPattern

app_name = "cooperations"
urlpatterns: list[URLPattern] = []
