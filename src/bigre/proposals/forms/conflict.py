"""Two versions of one proposal, field by field, and what somebody chose between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .proposal import ProposalForm

MINE, THEIRS, BOTH = "mine", "theirs", "both"
# Not text of the proposal.
ASIDE = frozenset({"revision", "base", "availability_checked"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that says one thing in the saved version and another in the one that was sent."""

    field: BoundField
    theirs: str
    chosen: str
    can_combine: bool


def differences(mine: ProposalForm, saved: ProposalForm, among: Collection[str] | None = None) -> list[Difference]:
    """What the two versions say differently, in the order of the form; `among` these fields, or all."""
    return [
        Difference(
            field=mine[name],
            theirs=_in_words(saved[name]),
            chosen=str(mine.data.get(f"keep_{name}", "")),
            can_combine=isinstance(field.widget, forms.Textarea),
        )
        for name, field in mine.fields.items()
        if name in saved.fields and name not in ASIDE and (among is None or name in among)
        if _differ(field, saved[name], mine[name])
    ]


def same_fields(form: ProposalForm, found: list[Difference]) -> list[BoundField]:
    """The rest of the form, to be sent along unseen."""
    shown = {one.field.name for one in found} | ASIDE
    return [form[name] for name in form.fields if name not in shown]


def _differ(field: forms.Field, saved: BoundField, mine: BoundField) -> bool:
    return field.has_changed(saved.initial, mine.data)


def undecided(data: QueryDict, form: ProposalForm) -> list[str]:
    """The fields that the page of both versions showed and for which nothing was chosen."""
    return [name for name in data.getlist("asked") if name in form.fields and f"keep_{name}" not in data]


def chosen(data: QueryDict, saved: ProposalForm) -> QueryDict:
    """What was sent, with the saved version's words where those were chosen; combined, the saved ones come first."""
    mixed = data.copy()
    for name in data.getlist("asked"):
        if name not in saved.fields:
            continue
        keep, theirs = data.get(f"keep_{name}"), as_sent(saved[name].value())
        if keep == THEIRS:
            mixed.setlist(name, theirs)
        elif keep == BOTH:
            mixed.setlist(name, ["\n\n".join(filter(None, [*theirs, data.get(name, "")]))])
    return mixed


def as_sent(value: Any) -> list[str]:
    """A field's value as a browser would send it."""
    if value is True:
        return ["on"]
    if value in (None, "", False):
        return []
    return [str(one) for one in value] if isinstance(value, (list, tuple, set)) else [str(value)]


def _in_words(bound: BoundField) -> str:
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return _("oui") if value else _("non")
    said = as_sent(value)
    if isinstance(bound.field, forms.ChoiceField):
        choices: Any = bound.field.choices
        labels = {str(key): str(label) for key, label in choices}
        said = [labels.get(one, one) for one in said]
    return ", ".join(said)
