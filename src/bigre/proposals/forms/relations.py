"""The lines of a proposal's form that tie it to others: not at the same time, before, after."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bigre.people.models import Person
from bigre.proposals.models import Proposal, Relation
from bigre.proposals.queries.writing import relatable_for, relations_shown

Kind = Relation.Kind
# As the form says it, seen from the proposal that is written.
NOT_TOGETHER, BEFORE, AFTER = "not_together", "before", "after"
SPARE_LINES = 2

type Asked = tuple[str, int | None, int | None]


class Relations:
    """Pairs of fields: how, and with which other proposal that the person may read."""

    def __init__(self, form: forms.BaseForm, proposal: Proposal, person: Person) -> None:
        self.proposal = proposal
        self.shown = list(relations_shown(person, proposal))
        others = relatable_for(person, proposal)
        self.count = len(self.shown) + SPARE_LINES if self.shown or others.exists() else 0
        titles = (
            [("", _("choisir une proposition")), *((str(one.pk), one.title) for one in others)] if self.count else []
        )
        for number in range(self.count):
            form.fields[f"how_{number}"] = forms.ChoiceField(
                label=_("Comment (ligne %(number)s)") % {"number": number + 1}, choices=_kinds(), required=False
            )
            form.fields[f"other_{number}"] = forms.ChoiceField(
                label=_("Quelle proposition (ligne %(number)s)") % {"number": number + 1},
                choices=titles,
                required=False,
            )
        for number, relation in enumerate(self.shown):
            form.initial[f"how_{number}"], form.initial[f"other_{number}"] = _seen_from(proposal, relation)

    @property
    def names(self) -> list[str]:
        """The fields, line by line."""
        return [f"{part}_{number}" for number in range(self.count) for part in ("how", "other")]

    def asked(self, given: dict[str, Any]) -> list[Asked]:
        """Kind, first and second of each line that says something; None stands for the proposal itself."""
        lines = [(given.get(f"how_{number}"), given.get(f"other_{number}")) for number in range(self.count)]
        found = [self._asked(how, int(other)) for how, other in lines if how and other]
        return list(dict.fromkeys(found))

    def _asked(self, how: str, other: int) -> Asked:
        if how == AFTER:
            return Kind.BEFORE, other, None
        if how == BEFORE:
            return Kind.BEFORE, None, other
        kept = any(one.kind == Kind.NOT_TOGETHER and one.first_id == other for one in self.shown)
        # The same exclusion written from the other side stays the one row that it is.
        return (Kind.NOT_TOGETHER, other, None) if kept else (Kind.NOT_TOGETHER, None, other)


def _kinds() -> list[tuple[str, str]]:
    return [
        ("", _("rien de particulier")),
        (NOT_TOGETHER, _("pas en même temps que")),
        (BEFORE, _("avant")),
        (AFTER, _("après")),
    ]


def _seen_from(proposal: Proposal, relation: Relation) -> tuple[str, str]:
    other = relation.second_id if relation.first_id == proposal.pk else relation.first_id
    if relation.kind == Kind.NOT_TOGETHER:
        return NOT_TOGETHER, str(other)
    return (BEFORE if relation.first_id == proposal.pk else AFTER), str(other)
