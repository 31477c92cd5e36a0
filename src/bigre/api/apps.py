"""Django's entry for this context."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The `api` context."""

    name = "bigre.api"
