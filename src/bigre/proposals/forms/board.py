"""What the team decides of proposals, and the numbers that it aims at."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.proposals.models import Proposal, Transition
from bigre.proposals.rules.balance import Criterion, Value
from bigre.proposals.rules.transitions import WITH_REASON


class DecisionForm(forms.Form):
    """Where proposals go, and why when they are put aside."""

    target = forms.ChoiceField(label=gettext_lazy("Déplacer vers"), widget=forms.RadioSelect)
    category = forms.ChoiceField(
        label=gettext_lazy("Pourquoi, en un mot"),
        required=False,
        choices=[("", gettext_lazy("choisir")), *Transition.Category.choices],
        help_text=gettext_lazy(
            "Nécessaire pour une proposition non retenue ou reportée. C’est tout ce que la page publique compte."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("La raison, en quelques phrases"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Celles et ceux qui animent la liront, telle quelle."),
    )

    def __init__(self, *args: Any, targets: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(state, Proposal.State(state).label) for state in targets]

    def clean(self) -> dict[str, Any]:
        """What is put aside is told why."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("target") in WITH_REASON:
            if not given.get("category"):
                self.add_error(
                    "category", _("Choisis une raison : les propositions mises de côté en ont toujours une.")
                )
            if not given.get("reason", "").strip():
                self.add_error("reason", _("Écris quelques mots : une personne a pris du temps pour proposer."))
        return given


class TargetsForm(forms.Form):
    """One number for each value of each criterion; an empty one aims at nothing."""

    def __init__(self, *args: Any, criteria: Iterable[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values: dict[str, Value] = {}
        self.titles: dict[str, list[str]] = {}
        for criterion in criteria:
            for bar in criterion.bars:
                name = f"{criterion.kind}-{bar.key}"
                self.values[name] = (criterion.kind, bar.key)
                self.titles.setdefault(criterion.label, []).append(name)
                self.fields[name] = forms.IntegerField(
                    label=bar.label, required=False, min_value=1, max_value=999, initial=bar.target
                )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the name of their criterion."""
        return [(title, [self[name] for name in names]) for title, names in self.titles.items()]

    @property
    def counts(self) -> dict[Value, int]:
        """What was filled in, once the form is valid."""
        return {value: count for name, value in self.values.items() if (count := self.cleaned_data[name])}
