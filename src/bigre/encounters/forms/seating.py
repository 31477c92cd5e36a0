"""What planners say of tables: how many, which rounds, who stays together, who sits where."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.core.rules import fold
from bigre.encounters.actions.seating import Meal, Tables
from bigre.encounters.models import SeatingPlan
from bigre.encounters.queries.seating_people import Guest
from bigre.programme.forms.disruptions import MomentField

TWO_AT_ONCE = gettext_lazy("Deux tours d’un plan ne commencent pas au même moment.")
PARTY_OF = (1, 2, 3, 4, 5, 6)
FEWEST_SECONDS, MOST_SECONDS, USUAL_SECONDS = 2, 300, 20


def number_field(label: Any, least: int, most: int, **kwargs: Any) -> forms.IntegerField:
    """A whole number within limits."""
    return forms.IntegerField(
        label=label, validators=[MinValueValidator(least), MaxValueValidator(most)], min_value=least, **kwargs
    )


class TablesForm(forms.Form):
    """So many tables of so many seats, of which so many accessible."""

    tables = number_field(gettext_lazy("Combien de tables"), 1, 200)
    seats = number_field(gettext_lazy("Places par table"), 2, 40)
    accessible = number_field(
        gettext_lazy("Dont tables accessibles"),
        0,
        200,
        help_text=gettext_lazy("De plain-pied, avec la place d’un fauteuil."),
    )

    def clean(self) -> dict[str, Any]:
        """No more accessible tables than tables."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("accessible", 0) > given.get("tables", 200):
            self.add_error("accessible", _("C’est plus que le nombre de tables."))
        return given

    @property
    def added(self) -> Tables:
        """What `add_tables` needs, once the form is valid."""
        given = self.cleaned_data
        return Tables(given["tables"], given["seats"], given["accessible"])


class RoundForm(forms.Form):
    """One round more; the view sets the edition's time zone around it."""

    round = forms.CharField(label=gettext_lazy("Nom du tour"), max_length=120)
    starts = MomentField(gettext_lazy("De"))
    ends = MomentField(gettext_lazy("À"))

    def __init__(self, *args: Any, plan: SeatingPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean(self) -> dict[str, Any]:
        """It lasts, and begins when no other does: people are told where they go at which moment."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        if given["ends"] <= given["starts"]:
            self.add_error("ends", _("La fin doit venir après le début."))
        if self.plan.rounds.filter(starts_at=given["starts"]).exists():
            self.add_error("starts", TWO_AT_ONCE)
        return given

    @property
    def meal(self) -> Meal:
        """What `add_round` needs, once the form is valid."""
        return Meal(self.cleaned_data["round"], self.cleaned_data["starts"], self.cleaned_data["ends"])


class PersonField(forms.CharField):
    """Somebody who takes part, by the words of the list beside the field; `guests` is set by the form."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"list": "guests", "autocomplete": "off"})
        super().__init__(label=label, widget=widget, **kwargs)
        self.guests: Sequence[Guest] = ()

    def clean(self, value: Any) -> Any:
        """The guest; none when nothing was written."""
        words = super().clean(value)
        if not words.strip():
            return None
        found = guests_called(words, self.guests)
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("Plusieurs personnes ont ce nom : choisis dans la liste, avec la coopérative.")
            )
        raise forms.ValidationError(_("Personne de ce nom ne participe à cette édition : choisis dans la liste."))


def guests_called(words: str, guests: Sequence[Guest]) -> list[Guest]:
    """Whom the words may mean: the one of that label, else those of that name."""
    folded = fold(words).strip()
    labelled = [one for one in guests if fold(one.label) == folded]
    return labelled or [one for one in guests if one.name and fold(one.name) == folded]


class GuestsForm(forms.Form):
    """A form that names people."""

    def __init__(self, *args: Any, guests: Sequence[Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.guests = guests


class GroupSizeForm(forms.Form):
    """How many people to a group, in a plan that has as many groups as come."""

    group_size = number_field(gettext_lazy("Personnes par groupe"), 2, 40)


class PartyForm(GuestsForm):
    """People who stay at one table."""

    person_1 = PersonField(gettext_lazy("Première personne"))
    person_2 = PersonField(gettext_lazy("Deuxième personne"))
    person_3 = PersonField(gettext_lazy("Troisième personne"), required=False)
    person_4 = PersonField(gettext_lazy("Quatrième personne"), required=False)
    person_5 = PersonField(gettext_lazy("Cinquième personne"), required=False)
    person_6 = PersonField(gettext_lazy("Sixième personne"), required=False)

    @property
    def people(self) -> set[int]:
        """Who was named, once the form is valid."""
        return {given.pk for k in PARTY_OF if (given := self.cleaned_data.get(f"person_{k}"))}

    def clean(self) -> dict[str, Any]:
        """They are several."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and len(self.people) < 2:
            self.add_error("person_2", _("C’est deux fois la même personne."))
        return given


class NeedForm(GuestsForm):
    """Somebody needs an accessible table."""

    person = PersonField(gettext_lazy("Personne"))


class SecondsForm(forms.Form):
    """How long the solver may search."""

    seconds = number_field(
        gettext_lazy("Durée du calcul, en secondes"), FEWEST_SECONDS, MOST_SECONDS, initial=USUAL_SECONDS
    )


class PlaceForm(forms.Form):
    """Where somebody goes: a table, or the place of somebody else."""

    table = forms.IntegerField(required=False)
    other = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("table")) == bool(given.get("other")):
            raise forms.ValidationError("", code="one_of_two")
        return given
