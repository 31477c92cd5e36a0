"""Which words somebody of the team has read before they take them over."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict

from bigre.editions.models import Edition
from bigre.programme.models import Activity


class SeenForm(forms.Form):
    """The proposal's revision on the page that was read."""

    seen = forms.IntegerField(min_value=0)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


class SeveralForm(forms.Form):
    """Activities with the revision of each that was read: `uuid:revision`, as often as there are."""

    def __init__(self, data: QueryDict, *, edition: Edition) -> None:
        super().__init__(data)
        self._sent = data.getlist("seen")
        self.edition = edition

    def clean(self) -> dict[str, Any]:
        """Pairs that are none of the page's are left aside."""
        sent = (one.rpartition(":") for one in self._sent)
        self._seen = {uuid: int(revision) for uuid, _sep, revision in sent if _is_number(revision)}
        return {}

    def asked(self) -> Iterator[tuple[Activity, int]]:
        """The edition's activities among them, in the order of their titles."""
        born = self.edition.activities.filter(proposal__isnull=False).order_by("title", "pk")
        for one in born.select_related("format", "collective").prefetch_related("themes"):
            if str(one.uuid) in self._seen:
                yield one, self._seen[str(one.uuid)]
