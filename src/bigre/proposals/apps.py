"""Django's entry for this context."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """The `proposals` context."""

    name = "bigre.proposals"
