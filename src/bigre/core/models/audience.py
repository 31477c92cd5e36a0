"""To whom a person shows a part of their profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """From the narrowest to the widest circle; each contains the ones before it."""

    NOBODY = "nobody", _("Personne")
    EDITION = "edition", _("Les personnes de la même édition")
    NETWORK = "network", _("Tout le réseau")
    EVERYONE = "everyone", _("Tout le monde")
