"""Notices: what a person offers and looks for, and the curated tags under which offers and needs find each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bigre.core.models import Labelled
from bigre.people.models import Person


class Tag(Labelled):
    """A word of the curated list: « comptabilité », « prêt d’un atelier »… the same in every language."""

    code = models.SlugField(unique=True)


class Notice(models.Model):
    """One thing that a person offers, or looks for: their own words, and tags.

    `vector` is what the sentence encoder makes of the words (float32), kept because it costs more than it weighs; empty
    until a worker has read them, and again when they change.
    """

    class Kind(models.TextChoices):
        """Which way it goes."""

        OFFER = "offer", _("Je propose")
        NEED = "need", _("Je cherche")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.CharField(max_length=200)
    tags = models.ManyToManyField(Tag, blank=True, related_name="notices")
    vector = models.BinaryField(default=b"", editable=False)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} : {self.text}"
