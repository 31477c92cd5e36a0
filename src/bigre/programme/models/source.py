"""The identifiers that things had in the file an edition was imported from, so that exports carry them back."""

from django.db import models

from bigre.editions.models import Edition


class SourceKey(models.Model):
    """In the file, the thing that we call `ours` was called `theirs`. Activities keep theirs in `external_id`."""

    class Kind(models.TextChoices):
        """What is named; `ours` is an ISO instant in UTC, a space's slug, a person's UUID."""

        SLOT = "slot", "slot"
        SPACE = "space", "space"
        PERSON = "person", "person"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="source_keys")
    kind = models.CharField(max_length=8, choices=Kind)
    ours = models.CharField(max_length=80)
    theirs = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "ours"], name="one_source_key_per_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ours} = {self.theirs}"
