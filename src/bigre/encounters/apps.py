"""Django's entry for this context."""

from django.apps import AppConfig


class EncountersConfig(AppConfig):
    """The `encounters` context."""

    name = "bigre.encounters"
