"""Where an activity of a draft is to go, by hand; and what of the draft somebody wants to see meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Space
from bigre.programme.models import TimetableVersion
from bigre.programme.queries.desk_frame import Frame, spaces_of


class MoveForm(forms.Form):
    """A moment and a space, or neither: into the tray. `anyway` puts it where something speaks against it."""

    starts_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"])
    space = forms.ModelChoiceField(Space.objects.none(), required=False)
    seen = forms.IntegerField(required=False, min_value=0)
    anyway = forms.BooleanField(label=_("Poser quand même"), required=False)

    def __init__(self, *args: object, version: TimetableVersion) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # what a form takes
        ids = [space.pk for space in spaces_of(version.edition, version)]
        self.fields["space"].queryset = Space.objects.filter(pk__in=ids)  # type: ignore[attr-defined]  # of models

    @property
    def is_for_tray(self) -> bool:
        """Whether it is to lie without a place."""
        return self.cleaned_data["starts_at"] is None or self.cleaned_data["space"] is None


@dataclass(frozen=True)
class DeskFilters:
    """What an address of the desk asks to see; every address of the desk carries it on to the next.

    No space chosen means every space. What means nothing is left aside.
    """

    version: TimetableVersion
    spaces: tuple[Space, ...]
    chosen: frozenset[int] = frozenset()
    day: date | None = None
    as_list: bool = False

    @classmethod
    def of(cls, data: QueryDict, version: TimetableVersion) -> Self:
        """As `?day=2022-08-22&view=list&space=3&space=5` asks (1 query)."""
        spaces = tuple(spaces_of(version.edition, version))
        asked = set(data.getlist("space"))
        chosen = frozenset(space.pk for space in spaces if str(space.pk) in asked)
        day = next((one for one in version.edition.days if one.isoformat() == data.get("day")), None)
        return cls(version, spaces, chosen, day, data.get("view") == "list")

    @cached_property
    def frame(self) -> Frame:
        """The part of the desk that is drawn."""
        drawn = [space for space in self.spaces if not self.chosen or space.pk in self.chosen]
        return Frame(self.version.edition, drawn, self.day)

    @property
    def is_narrow(self) -> bool:
        """Whether something of the draft is left out."""
        return self.day is not None or bool(self.chosen)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values, for an address or for the hidden fields of a form."""
        day = [("day", self.day.isoformat())] if self.day else []
        spaces = [("space", str(space.pk)) for space in self.spaces if space.pk in self.chosen]
        return [*day, *([("view", "list")] if self.as_list else []), *spaces]

    @property
    def fields_but_spaces(self) -> list[tuple[str, str]]:
        """What the form that chooses spaces leaves as it is."""
        return [one for one in self.fields if one[0] != "space"]

    @property
    def query(self) -> str:
        """The end of an address, with its question mark; empty when everything is asked for."""
        asked = QueryDict(mutable=True)
        for name, value in self.fields:
            asked.appendlist(name, value)
        return f"?{asked.urlencode()}" if asked else ""

    @property
    def drawn(self) -> str:
        """The same, to scale."""
        return self._but(as_list=False)

    @property
    def listed(self) -> str:
        """The same, as a list."""
        return self._but(as_list=True)

    @property
    def everything(self) -> str:
        """The whole draft in the same view."""
        return self._but(chosen=frozenset(), day=None)

    @property
    def every_space(self) -> str:
        """Every space, on the same days."""
        return self._but(chosen=frozenset())

    @property
    def every_day(self) -> str:
        """Every day, in the same spaces."""
        return self._but(day=None)

    def by_day(self) -> Iterator[tuple[date, str]]:
        """Each day alone, in the same spaces."""
        for day in self.version.edition.days:
            yield day, self._but(day=day)

    def _but(self, **changed: Any) -> str:
        return replace(self, **changed).query
