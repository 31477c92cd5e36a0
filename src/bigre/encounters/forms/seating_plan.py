"""A new plan of tables or groups: for whom, at which meals or rounds in a row, at which tables."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.core.rules import dated
from bigre.editions.models import Edition, ProtectedTime
from bigre.encounters.actions.seating import GroupsOf, Meal, Tables
from bigre.encounters.models import SeatingPlan
from bigre.encounters.rules.seating import STEP, sittings_of
from bigre.programme.forms.disruptions import MomentField

from .seating import TWO_AT_ONCE, GroupSizeForm, TablesForm, number_field

Whose = SeatingPlan.Whose

SERIES = ("count", "minutes", "between")
# What is asked of a plan for one kind of people means nothing for the other.
OF_EVERYBODY, OF_VOLUNTEERS = ("tables", "seats", "accessible"), ("group_size",)


class PlanForm(TablesForm, GroupSizeForm):
    """A new plan: its meals, or rounds in a row; the view sets the edition's time zone around it."""

    name = forms.CharField(label=gettext_lazy("Nom du plan"), max_length=120)
    whose = forms.ChoiceField(label=gettext_lazy("Pour qui"), choices=Whose.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("Ce qui se partage"), choices=SeatingPlan.Kind.choices, widget=forms.RadioSelect
    )
    meals = forms.MultipleChoiceField(label=gettext_lazy("Repas"), required=False, widget=forms.CheckboxSelectMultiple)
    sittings = number_field(
        gettext_lazy("À combien de tables, l’une après l’autre, à chaque repas"),
        1,
        3,
        required=False,
        help_text=gettext_lazy("2 : on change de table au dessert. C’est ce qui fait le plus de rencontres."),
    )
    first = MomentField(gettext_lazy("Début du premier tour"), required=False)
    count = number_field(gettext_lazy("Combien de tours"), 1, 20, required=False)
    minutes = number_field(gettext_lazy("Minutes par tour"), 3, 240, required=False)
    between = number_field(gettext_lazy("Minutes entre deux tours"), 0, 60, required=False)
    field_order = ("name", "whose", "kind", "meals", "sittings", "first", *SERIES)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.offered = dict(_meals(edition))
        meals = self.fields["meals"]
        assert isinstance(meals, forms.MultipleChoiceField)
        meals.choices = [(key, _meal_label(meal)) for key, meal in self.offered.items()]

    def clean(self) -> dict[str, Any]:
        """A plan has a round; rounds in a row have a beginning, a number and a length."""
        given = super().clean()
        for name in OF_EVERYBODY if given.get("whose") == Whose.VOLUNTEERS else OF_VOLUNTEERS:
            self.errors.pop(name, None)
        self._check_series(given)
        self._check_sittings(given)
        if not self.errors:
            self._check_rounds()
        return given

    def _check_rounds(self) -> None:
        starts = [one.starts_at for one in self.rounds]
        if not starts:
            self.add_error("first", _("Choisis au moins un repas, ou dis quand commence le premier tour."))
        elif len(set(starts)) < len(starts):
            self.add_error("first", TWO_AT_ONCE)

    def _check_sittings(self, given: dict[str, Any]) -> None:
        count = given.get("sittings") or 1
        for meal in (self.offered[key] for key in given.get("meals", ())):
            if (meal.ends_at - meal.starts_at) / count < STEP:
                short = _("« %(meal)s » est trop court pour autant de tables l’une après l’autre.")
                self.add_error("sittings", short % {"meal": meal.name})
                return

    def _check_series(self, given: dict[str, Any]) -> None:
        if "first" in self.errors:
            return
        if given.get("first") is None:
            if any(name in self.changed_data and given.get(name) is not None for name in SERIES):
                self.add_error("first", _("Dis quand commence le premier tour."))
            return
        for name in ("count", "minutes"):
            if name not in self.errors and given.get(name) is None:
                self.add_error(name, _("Dis combien de tours, et de combien de minutes."))

    @property
    def rounds(self) -> list[Meal]:
        """The meals chosen and the rounds in a row, in order of time."""
        given = self.cleaned_data
        count = given.get("sittings") or 1
        meals = (part for key in given.get("meals", ()) for part in _parts(self.offered[key], count))
        return sorted((*meals, *self._series()), key=lambda meal: meal.starts_at)

    def _series(self) -> Iterator[Meal]:
        given = self.cleaned_data
        if given.get("first") is None:
            return
        lasts = timedelta(minutes=given["minutes"])
        step = lasts + timedelta(minutes=given.get("between") or 0)
        for number in range(given["count"]):
            starts_at = given["first"] + number * step
            yield Meal(_("Tour %(number)s") % {"number": number + 1}, starts_at, starts_at + lasts)

    @property
    def wanted(self) -> Tables | GroupsOf:
        """The tables of everybody, or the groups of who comes, once the form is valid."""
        given = self.cleaned_data
        return GroupsOf(given["group_size"]) if given["whose"] == Whose.VOLUNTEERS else self.added


def _meals(edition: Edition) -> Iterator[tuple[str, Meal]]:
    """Every meal of every day, by a key of its own, in order of time."""
    times = list(edition.protected_times.order_by("starts_minutes", "pk"))
    for day in edition.days:
        for one in times:
            if one.day in (None, day):
                yield f"{one.pk}-{day:%Y%m%d}", _meal(edition, one, day)


def _meal(edition: Edition, one: ProtectedTime, day: date) -> Meal:
    return Meal(one.name, edition.moment(day, one.starts_minutes), edition.moment(day, one.ends_minutes))


def _parts(meal: Meal, count: int) -> list[Meal]:
    """The meal, or its sittings: « Dîner (1 sur 2) »."""
    if count == 1:
        return [meal]
    said = _("%(meal)s (%(number)s sur %(count)s)")
    stretches = sittings_of(meal.starts_at, meal.ends_at, count)
    return [
        Meal(said % {"meal": meal.name, "number": number, "count": count}, *stretch)
        for number, stretch in enumerate(stretches, start=1)
    ]


def _meal_label(meal: Meal) -> str:
    return _("%(day)s : %(meal)s") % {"day": dated(meal.starts_at, "l j F").capitalize(), "meal": meal.name}
