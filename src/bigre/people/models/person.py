"""A person, and to whom they show each part of their profile."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Audience

from .place import Place

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


def _audience(part: "StrPromise") -> "models.CharField[str, str]":
    return models.CharField(part, max_length=16, choices=Audience, default=Audience.EDITION)


class Person(models.Model):
    """Somebody of the network. Each `*_audience` says who may see that part; none is wider than `name_audience`."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    name = models.CharField(_("Nom"), max_length=120)
    pronouns = models.CharField(_("Pronoms"), max_length=40, blank=True)
    about = models.TextField(_("En quelques mots"), blank=True)
    # Languages spoken, as ISO 639-1 codes: ["fr", "nl"].
    languages = models.JSONField(_("Langues"), default=list, blank=True)
    place = models.ForeignKey(
        Place,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        verbose_name=_("Lieu de vie"),
    )
    contact = models.CharField(_("Comment me joindre"), max_length=200, blank=True)
    invented = models.BooleanField(default=False)

    name_audience = _audience(_("Mon nom"))
    about_audience = _audience(_("Ma présentation"))
    cooperative_audience = _audience(_("Mes coopératives"))
    occupations_audience = _audience(_("Mes activités professionnelles"))
    place_audience = _audience(_("Mon lieu de vie"))
    contact_audience = models.CharField(
        _("Comment me joindre"),
        max_length=16,
        choices=Audience,
        default=Audience.NOBODY,
    )

    class Meta:
        indexes = [models.Index(fields=["name"], name="person_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Up to two letters that stand for a face."""
        words = [word for word in self.name.replace("-", " ").split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
