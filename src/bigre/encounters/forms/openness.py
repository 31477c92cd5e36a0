"""What a person tells of themselves so as to meet others, on one page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.core.rules import fold
from bigre.encounters.actions.openness import Words
from bigre.encounters.models import DIMENSIONS, Notice, Openness, Tag
from bigre.encounters.rules.openness import MOST_NOTICES
from bigre.people.models import Person

# Rows shown to somebody who wrote nothing yet.
FIRST_ROWS = 2


class OpennessForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """What to ask of the person, whom they would rather meet, and whether suggestions reach them."""

    class Meta:
        model = Openness
        fields = ["ask_me_about", *DIMENSIONS, "takes_suggestions"]
        widgets = dict.fromkeys(DIMENSIONS, forms.RadioSelect)
        help_texts = {
            "ask_me_about": _(
                "Ce dont tu parles volontiers : « mes ruches », « l’opéra », « comment j’ai raté mon site »."
            ),
            "takes_suggestions": _("Sans cette case, on ne te suggère personne, et l’on ne te suggère à personne."),
        }

    @property
    def leanings(self) -> list[Any]:
        """The five respects in which people are near or far."""
        return [self[name] for name in DIMENSIONS]


class NoticeForm(forms.Form):
    """One thing that is offered or looked for; an empty line is nothing."""

    text = forms.CharField(required=False, max_length=200)
    tag = forms.ModelChoiceField(Tag.objects.none(), required=False)
    other_tag = forms.ModelChoiceField(Tag.objects.none(), required=False)

    def __init__(self, *args: Any, tags: list[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, empty in (("tag", _("Un mot de la liste")), ("other_tag", _("Un autre"))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Tag.objects.all()
            # One query for all the rows of the page.
            field.choices = [("", empty), *((one.pk, one.label) for one in tags)]

    def words(self) -> Words:
        """What was written."""
        given = (self.cleaned_data.get(name) for name in ("tag", "other_tag"))
        return Words(self.cleaned_data["text"].strip(), tuple(one for one in given if one is not None))


def notice_rows(person: Person, kind: Notice.Kind, tags: list[Tag], data: Mapping[str, Any] | None) -> list[NoticeForm]:
    """A form for each notice of this kind, and room for one more."""
    present = list(person.notices.filter(kind=kind).prefetch_related("tags").order_by("pk")) if person.pk else []
    count = min(MOST_NOTICES, max(FIRST_ROWS, len(present) + 1))
    if data is not None:
        count = MOST_NOTICES
    rows = [_initial(one) for one in present] + [{}] * MOST_NOTICES
    return [NoticeForm(data, prefix=f"{kind}-{number}", initial=rows[number], tags=tags) for number in range(count)]


def _initial(notice: Notice) -> dict[str, Any]:
    tags = [one.pk for one in notice.tags.all()]
    return {"text": notice.text} | dict(zip(("tag", "other_tag"), tags, strict=False))


def tags_in_order() -> list[Tag]:
    """The curated tags in the order of a dictionary of the reader's language (1 query)."""
    return sorted(Tag.objects.all(), key=lambda tag: fold(tag.label))
