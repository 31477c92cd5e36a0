"""The half-days of a proposal's form: a grid of days by parts of the day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bigre.core.rules import dated
from bigre.proposals.models import Proposal
from bigre.proposals.queries.writing import half_days_of
from bigre.proposals.rules.half_days import PARTS, HalfDay, joined, ticked


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the grid; without a key, nothing happens in that part of the day."""

    key: str
    label: str
    ticked: bool


class Availability:
    """The fields about time of one form, and what they mean for the proposal."""

    names = ["availability_checked", "availability"]

    def __init__(self, form: forms.BaseForm, proposal: Proposal) -> None:
        self.form, self.halves = form, half_days_of(proposal.edition)
        windows = list(proposal.windows.values_list("starts_at", "ends_at")) if proposal.pk else []
        self.before = ticked(self.halves, windows)
        form.fields["availability"] = forms.MultipleChoiceField(
            label=gettext_lazy("Mes disponibilités"),
            help_text=gettext_lazy("Coche quand l’activité peut avoir lieu. Rien de coché : n’importe quand."),
            choices=[(half.key, _name(half)) for half in self.halves],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        form.initial["availability"] = sorted(self.before)
        if proposal.availability_asked_at:
            form.fields["availability_checked"] = forms.BooleanField(
                label=gettext_lazy("Mes disponibilités sont à jour"), required=False
            )

    def windows(self, given: dict[str, Any]) -> list[tuple[datetime, datetime]] | None:
        """The windows to write; None when nothing changed, so that finer ones stay as they are."""
        keys = set(given["availability"])
        return None if keys == self.before else joined(self.halves, keys)

    @property
    def parts(self) -> list[str | Promise]:
        """The heads of the columns."""
        return list(PARTS.values())

    @property
    def rows(self) -> list[tuple[str, list[Cell | None]]]:
        """Each day of the grid with its cells, None where nothing happens."""
        on = set(self.form["availability"].value() or ())
        by_place = {(half.day, half.part): half for half in self.halves}
        days: list[date] = sorted({half.day for half in self.halves})
        return [(dated(day, "l j F"), [_cell(by_place.get((day, part)), on) for part in PARTS]) for day in days]


def _cell(half: HalfDay | None, on: set[str]) -> Cell | None:
    return Cell(half.key, _name(half), half.key in on) if half else None


def _name(half: HalfDay) -> str:
    return f"{dated(half.day, 'l j F')}, {PARTS[half.part]}"
