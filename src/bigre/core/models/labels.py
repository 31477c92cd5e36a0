"""Names that exist in several languages."""

from django.db import models
from django.utils.translation import get_language


def in_readers_language(row: models.Model, field: str) -> str:
    """What `field_fr`, `field_nl` or `field_en` says in the reader's language, in French where nobody translated it."""
    language = (get_language() or "fr")[:2]
    return getattr(row, f"{field}_{language}", "") or getattr(row, f"{field}_fr")


class Labelled(models.Model):
    """A row named in French, and in Dutch and English where someone wrote it."""

    label_fr = models.CharField(max_length=120)
    label_nl = models.CharField(max_length=120, blank=True)
    label_en = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language, in French where nobody translated it."""
        return in_readers_language(self, "label")
