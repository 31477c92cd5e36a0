"""Django's entry for this context."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The `programme` context."""

    name = "bigre.programme"
