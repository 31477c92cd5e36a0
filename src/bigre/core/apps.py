"""Django's entry for this context."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The `core` context."""

    name = "bigre.core"
