"""Django's entry for this context."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The `people` context."""

    name = "bigre.people"
