"""Django's entry for this context."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """The `editions` context."""

    name = "bigre.editions"
