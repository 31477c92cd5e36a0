"""What a person says of themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bigre.people.models import Person

from .town import TownField

LANGUAGES = (
    ("fr", _("Français")),
    ("nl", _("Néerlandais")),
    ("en", _("Anglais")),
    ("de", _("Allemand")),
    ("es", _("Espagnol")),
    ("it", _("Italien")),
    ("pt", _("Portugais")),
    ("ar", _("Arabe")),
    ("br", _("Breton")),
    ("ca", _("Catalan")),
)


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """The person's name and presentation; what they do and who sees it are on other pages."""

    languages = forms.MultipleChoiceField(
        label=_("Langues que je parle"), choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    place = TownField(label=_("Lieu de vie"))

    class Meta:
        model = Person
        fields = ["name", "pronouns", "about", "languages", "place", "contact"]
        help_texts = {
            "name": _("Tel que tu veux qu’on t’appelle."),
            "pronouns": _("Par exemple : elle, il, iel."),
            "about": _("Ce que tu fais, ce que tu cherches, ce dont tu aimes parler."),
            "contact": _("Un courriel, un téléphone, une messagerie. Au départ, personne ne le voit."),
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {code for code, _label in LANGUAGES}
        others = [(code, code) for code in self.instance.languages if code not in known]
        self.fields["languages"].choices = [*LANGUAGES, *others]  # type: ignore[attr-defined]  # a choice field has choices
