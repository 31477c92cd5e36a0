"""When a call opens and closes, and what it says in three languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.proposals.models import Call

# What a browser sends from a field of date and time.
LOCAL = "%Y-%m-%dT%H:%M"
FORMATS = [LOCAL, "%Y-%m-%d %H:%M"]


def moment_field(label: Any) -> forms.DateTimeField:
    """A moment on the wall clock of the edition, where the form is bound and shown; it may wait."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=FORMATS, required=False)


class CallForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """Dates and texts; the view sets the edition's time zone around it."""

    opens_at = moment_field(gettext_lazy("Ouverture"))
    closes_at = moment_field(gettext_lazy("Clôture"))
    wishes_open_at = moment_field(gettext_lazy("Les souhaits s’ouvrent"))
    wishes_close_at = moment_field(gettext_lazy("Les souhaits se closent"))

    class Meta:
        model = Call
        fields = [
            "opens_at",
            "closes_at",
            "wishes_open_at",
            "wishes_close_at",
            "thread_fr",
            "text_fr",
            "thread_nl",
            "text_nl",
            "thread_en",
            "text_en",
            "offers_awareness",
        ]
        labels = {
            "thread_fr": gettext_lazy("Fil de l’année, en français"),
            "thread_nl": gettext_lazy("Fil de l’année, en néerlandais"),
            "thread_en": gettext_lazy("Fil de l’année, en anglais"),
            "text_fr": gettext_lazy("Texte de l’appel, en français"),
            "text_nl": gettext_lazy("Texte de l’appel, en néerlandais"),
            "text_en": gettext_lazy("Texte de l’appel, en anglais"),
            "offers_awareness": gettext_lazy("Offrir la demi-journée de sensibilisation à celles et ceux qui animent"),
        }
        help_texts = {
            "wishes_open_at": gettext_lazy(
                "Dès lors, chaque personne du réseau dit ce qui lui plairait, sans voir les autres."
            ),
            "wishes_close_at": gettext_lazy(
                "Jusque-là, personne ne sait ce que toutes ensemble souhaitent, pas même l’équipe."
            ),
            "thread_fr": gettext_lazy("La question ou le mot qui relie les propositions cette année."),
            "text_fr": gettext_lazy("Se lit en premier. Une langue laissée vide montre le français."),
            "offers_awareness": gettext_lazy("Elle porte sur la charte, le consentement et les discriminations."),
        }
        widgets = {f"text_{language}": forms.Textarea(attrs={"rows": 8}) for language in ("fr", "nl", "en")}

    def clean(self) -> dict[str, Any]:
        """It closes after it opens; what everybody reads already keeps its dates and its text."""
        given: dict[str, Any] = super().clean() or {}
        opens_at, closes_at = given.get("opens_at"), given.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("La clôture doit venir après l’ouverture."))
        self._refuse_half_a_vote(given)
        if self.instance.announced_at:
            self._refuse_gaps(given)
        return given

    def _refuse_half_a_vote(self, given: dict[str, Any]) -> None:
        """Wishes have an opening and a closing, or neither."""
        first, last = given.get("wishes_open_at"), given.get("wishes_close_at")
        if bool(first) != bool(last):
            missing = "wishes_close_at" if first else "wishes_open_at"
            self.add_error(missing, _("Il faut l’ouverture et la clôture des souhaits, ou aucune des deux."))
        elif first and last and last <= first:
            self.add_error("wishes_close_at", _("La clôture doit venir après l’ouverture."))

    def _refuse_gaps(self, given: dict[str, Any]) -> None:
        for name in ("opens_at", "closes_at", "text_fr"):
            if name not in self.errors and not given.get(name):
                self.add_error(name, _("L’appel est annoncé : il en a besoin. Retire d’abord l’annonce."))
