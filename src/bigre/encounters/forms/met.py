"""What a person keeps of somebody they met, and a task that they say they shared with somebody."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from bigre.core.rules import dated
from bigre.editions.models import Edition
from bigre.encounters.queries.shared_tasks import people_to_name
from bigre.people.models import Person
from bigre.people.rules import Viewer


class RememberForm(forms.Form):
    """Whether we met, and a note to myself."""

    met = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        required=False,
        coerce=lambda word: word == "yes",
        empty_value=None,
    )
    note = forms.CharField(required=False, max_length=2000)


class SharedTaskForm(forms.Form):
    """With whom, what, and on which day of the edition until today; the page offers whom a search finds."""

    other = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Avec qui"),
        to_field_name="uuid",
        error_messages={
            "required": _("Cherche la personne, puis choisis-la."),
            "invalid_choice": _("Cette personne ne se montre pas à toi dans cette édition. Cherches-en une autre."),
        },
    )
    words = forms.CharField(
        label=_("Quelle tâche"),
        max_length=120,
        help_text=_("En une ligne : « la vaisselle du mardi soir »."),
        error_messages={"required": _("Dis en quelques mots ce que vous avez fait.")},
    )
    day = forms.TypedChoiceField(
        label=_("Quel jour"),
        coerce=date.fromisoformat,
        error_messages={"invalid_choice": _("Choisis un jour de l’édition, aujourd’hui ou avant.")},
    )

    def __init__(self, *args: Any, viewer: Viewer, edition: Edition, days: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        other, day = self.fields["other"], self.fields["day"]
        assert isinstance(other, forms.ModelChoiceField)
        assert isinstance(day, forms.TypedChoiceField)
        other.queryset = people_to_name(viewer, edition)
        day.choices = [(one.isoformat(), capfirst(dated(one, "l j F"))) for one in days]
        self.initial.setdefault("day", days[-1].isoformat())
