"""What the team says when a space closes or a person cannot be there."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.editions.models import Edition, Space
from bigre.people.models import Person
from bigre.programme.queries.disruptions import people_to_miss, spaces_to_close
from bigre.programme.queries.reasons import Naming

# What a browser sends from a field of date and time.
LOCAL = "%Y-%m-%dT%H:%M"
FORMATS = [LOCAL, "%Y-%m-%d %H:%M"]


class MomentField(forms.DateTimeField):
    """A moment on the wall clock of the edition, where the form is bound and shown."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
        super().__init__(label=label, widget=widget, input_formats=FORMATS, **kwargs)


class DisruptionForm(forms.Form):
    """A space or a person, from when to when; the view sets the edition's time zone around it."""

    missing = forms.ChoiceField(
        label=gettext_lazy("Ce qui manque"),
        help_text=gettext_lazy(
            "Un espace fermé ou une personne absente. La raison ne regarde personne : on n’en note pas."
        ),
    )
    starts_at = MomentField(gettext_lazy("À partir de"))
    ends_at = MomentField(gettext_lazy("Jusqu’à"))

    def __init__(self, *args: Any, edition: Edition, naming: Naming, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.found: dict[str, Space | Person] = {}
        missing = self.fields["missing"]
        assert isinstance(missing, forms.ChoiceField)
        spaces = [self._choice(f"space-{one.pk}", one, one.name) for one in spaces_to_close(edition)]
        people = [self._choice(f"person-{one.uuid}", one, _who(one, naming)) for one in people_to_miss(edition)]
        missing.choices = [
            ("", _("choisir un espace ou une personne")),
            (_("Espaces"), spaces),
            (_("Personnes qui animent"), people),
        ]

    def _choice(self, key: str, found: Space | Person, name: str) -> tuple[str, str]:
        self.found[key] = found
        return key, name

    def clean(self) -> dict[str, Any]:
        """It lasts, and some of it lies within the edition."""
        given: dict[str, Any] = super().clean() or {}
        start, end = given.get("starts_at"), given.get("ends_at")
        if start and end:
            first, last = _bounds(self.edition)
            if end <= start:
                self.add_error("ends_at", _("La fin doit venir après le début."))
            elif end <= first or start >= last:
                self.add_error("starts_at", _("Ce moment est en dehors de l’édition."))
        return given

    @property
    def recorded(self) -> dict[str, Any]:
        """What `record_disruption` needs, once the form is valid."""
        given = self.cleaned_data
        return {
            "missing": self.found[given["missing"]],
            "starts_at": given["starts_at"],
            "ends_at": given["ends_at"],
        }


def _who(person: Any, naming: Naming) -> str:
    """The name, or what somebody leads whose name is hidden from the reader."""
    titles = ", ".join(_("« %(title)s »") % {"title": lead.activity.title} for lead in person.to_lead[:1])
    return naming(person) or _("Une personne qui anime %(titles)s") % {"titles": titles}


def _bounds(edition: Edition) -> tuple[datetime, datetime]:
    """The first and last moment at which something of the edition may take place."""
    first = datetime.combine(edition.starts_on, time.min, edition.zone)
    last = datetime.combine(edition.ends_on, time.min, edition.zone) + timedelta(
        minutes=max(1440, edition.closes_minutes)
    )
    return first, last
