"""Addresses of this context; an edition's own page shows its programme too, and is put together in `bigre.site`."""

from django.urls import path

from . import views

app_name = "editions"
urlpatterns = [path("", views.editions, name="list")]
