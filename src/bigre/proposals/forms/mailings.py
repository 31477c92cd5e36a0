"""What the team writes to many facilitators, and to which."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.proposals.models import Mailing, Proposal

# A draft is its authors' alone: the team does not write to people about what they keep to themselves.
STATES = [(value, label) for value, label in Proposal.State.choices if value != Proposal.State.DRAFT]


class MailingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """Subject and text in three languages, and whose proposals."""

    states = forms.MultipleChoiceField(
        label=_("À celles et ceux dont une proposition est…"), choices=STATES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Mailing
        fields = [
            "states", "themes", "formats", "subject_fr", "text_fr", "subject_nl", "text_nl", "subject_en", "text_en"
        ]  # fmt: skip
        labels = {
            "themes": _("De ces thèmes seulement"),
            "formats": _("De ces formats seulement"),
            "subject_fr": _("Objet, en français"),
            "subject_nl": _("Objet, en néerlandais"),
            "subject_en": _("Objet, en anglais"),
            "text_fr": _("Texte, en français"),
            "text_nl": _("Texte, en néerlandais"),
            "text_en": _("Texte, en anglais"),
        }
        help_texts = {
            "text_fr": _(
                "Le bonjour et la signature s’ajoutent d’eux-mêmes. Une langue laissée vide part en français."
            ),
        }
        widgets = {
            "themes": forms.CheckboxSelectMultiple,
            "formats": forms.CheckboxSelectMultiple,
            **{f"text_{language}": forms.Textarea(attrs={"rows": 8}) for language in ("fr", "nl", "en")},
        }

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("themes", edition.themes), ("formats", edition.formats)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = offered.order_by("position", "pk")
