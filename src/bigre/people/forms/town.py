"""A town, typed by its name: works without script, and suggests while typing where there is one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.people.models import Place
from bigre.people.queries import places_named


class TownField(forms.CharField):
    """Accepts a town's name or label; asks again, with the nearest towns, when it means none or several."""

    def __init__(self, *, label: Any) -> None:
        help_text = gettext_lazy("Le nom d’une commune de France ou de Belgique.")
        super().__init__(label=label, required=False, max_length=140, help_text=help_text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What makes the browser suggest towns while one types."""
        suggest = {
            "list": "towns",
            "autocomplete": "off",
            "hx-get": reverse_lazy("people:towns"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#towns",
            "hx-swap": "outerHTML",
        }
        return {**super().widget_attrs(widget), **suggest}

    def prepare_value(self, value: Any) -> Any:
        """The label of a town that was chosen before; what was typed otherwise."""
        if isinstance(value, int):
            value = Place.objects.filter(pk=value).first()
        return value.label if isinstance(value, Place) else value

    def clean(self, value: Any) -> Any:
        """The town, or None when nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = places_named(text, at_most=6)
        if len(found) == 1:
            return found[0]
        same = [town for town in found if town.name.lower() == text.strip().lower()]
        if len(same) == 1:
            return same[0]
        raise ValidationError(_several(found) if found else _none(text), code="town")


def _several(towns: list[Place]) -> str:
    names = ", ".join(town.label for town in towns)
    return _("Plusieurs communes commencent ainsi. Recopie la tienne en entier : %(towns)s.") % {"towns": names}


def _none(text: str) -> str:
    return _("Aucune commune ne s’appelle « %(text)s ». Essaie la ville la plus proche.") % {"text": text}
