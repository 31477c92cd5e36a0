"""Django's entry for this context."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The `site` context."""

    name = "bigre.site"
