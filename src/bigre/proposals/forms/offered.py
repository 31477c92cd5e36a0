"""What a call offers: formats, themes and the team's questions, named in three languages."""

from typing import Any

from django import forms
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.editions.models import Equipment
from bigre.proposals.actions.offered import save_question
from bigre.proposals.models import Format, Question, Theme

LABELS = ["label_fr", "label_nl", "label_en"]
NAMES = {
    "label_fr": gettext_lazy("Nom en français"),
    "label_nl": gettext_lazy("Nom en néerlandais"),
    "label_en": gettext_lazy("Nom en anglais"),
}
NAME_HELP = {"label_nl": gettext_lazy("Vide : le nom français se lit à sa place.")}


def place_last(offered: Format | Theme | Question) -> None:
    """Put something new after the others of its edition."""
    others = type(offered)._default_manager.filter(edition=offered.edition)
    last = others.aggregate(last=Max("position"))["last"]
    offered.position = 0 if last is None else last + 1


def free_slug(offered: Format | Theme) -> str:
    """A slug from the French name that none of its kind in the edition has yet."""
    base = slugify(offered.label_fr)[:70] or "x"
    others = type(offered)._default_manager.filter(edition=offered.edition)
    taken = set(others.values_list("slug", flat=True))
    tries = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in taken)


class KindForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A format or a theme; a new one gets its place and its address, which never change with its name."""

    def save(self, commit: bool = True) -> Any:
        """Write it; its address stays, so that links to it hold."""
        if self.instance.pk is None:
            place_last(self.instance)
            self.instance.slug = free_slug(self.instance)
        return super().save(commit)


class FormatForm(KindForm):
    """A format: its sizes, how long it usually lasts, what it needs."""

    class Meta:
        model = Format
        fields = [*LABELS, "ideal_size", "max_size", "duration_minutes", "equipment"]
        labels = {
            **NAMES,
            "ideal_size": gettext_lazy("Taille idéale du groupe"),
            "max_size": gettext_lazy("Taille maximale"),
            "duration_minutes": gettext_lazy("Durée habituelle, en minutes"),
            "equipment": gettext_lazy("Ce qu’il lui faut"),
        }
        help_texts = {**NAME_HELP, "max_size": gettext_lazy("Vide : autant que l’espace peut en accueillir.")}
        widgets = {"equipment": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ideal_size", "max_size", "duration_minutes"):
            number = self.fields[name]
            assert isinstance(number, forms.IntegerField)
            number.min_value = 1
            number.validators.append(positive)
            number.widget.attrs["min"] = 1
        equipment = self.fields["equipment"]
        assert isinstance(equipment, forms.ModelMultipleChoiceField)
        equipment.queryset = Equipment.objects.order_by("label_fr")

    def clean(self) -> dict[str, Any]:
        """The ideal size is within the maximum."""
        given: dict[str, Any] = super().clean() or {}
        ideal, most = given.get("ideal_size"), given.get("max_size")
        if ideal and most and most < ideal:
            self.add_error("max_size", _("La taille maximale ne peut pas être plus petite que la taille idéale."))
        return given


def positive(number: int) -> None:
    """Refuse zero: nobody, or no time at all."""
    if number < 1:
        raise forms.ValidationError(_("Il faut au moins 1."))


class ThemeForm(KindForm):
    """A theme: its names, and the mark that tells it; the colour goes with the mark."""

    class Meta:
        model = Theme
        fields = [*LABELS, "shape"]
        labels = {**NAMES, "shape": gettext_lazy("Signe")}
        help_texts = {**NAME_HELP, "shape": gettext_lazy("Chaque signe a sa couleur.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Pages draw the mark of the colour: the sign on show is the one to change.
        self.initial["shape"] = Theme.Shape.values[self.instance.colour - 1]

    def save(self, commit: bool = True) -> Any:
        """Write it with the colour of its mark."""
        self.instance.colour = Theme.Shape.values.index(self.cleaned_data["shape"]) + 1
        return super().save(commit)


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A question of the team; its choices are written one per line, line for line in each language."""

    choices_fr = forms.CharField(label=gettext_lazy("Choix en français"), required=False, widget=forms.Textarea)
    choices_nl = forms.CharField(label=gettext_lazy("Choix en néerlandais"), required=False, widget=forms.Textarea)
    choices_en = forms.CharField(label=gettext_lazy("Choix en anglais"), required=False, widget=forms.Textarea)

    class Meta:
        model = Question
        fields = [*LABELS, "kind", "required"]
        labels = {
            "label_fr": gettext_lazy("Question en français"),
            "label_nl": gettext_lazy("Question en néerlandais"),
            "label_en": gettext_lazy("Question en anglais"),
            "kind": gettext_lazy("On y répond"),
            "required": gettext_lazy("Une réponse est nécessaire"),
        }
        help_texts = {"label_nl": gettext_lazy("Vide : la question se lit en français.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(self.instance.choices.order_by("position")) if self.instance.pk else []
        for language in ("fr", "nl", "en"):
            field = self.fields[f"choices_{language}"]
            field.widget.attrs["rows"] = 4
            field.initial = "\n".join(getattr(one, f"label_{language}") for one in choices).rstrip()
        self.fields["choices_fr"].help_text = _("Pour une réponse par un choix : un par ligne, deux au moins.")
        self.fields["choices_nl"].help_text = _("Dans le même ordre, ou rien : le français se lit à la place.")

    def clean(self) -> dict[str, Any]:
        """Choices exist for a question that needs them, each once, and as many in each language."""
        given: dict[str, Any] = super().clean() or {}
        lines = {code: _lines(given.get(f"choices_{code}", "")) for code in ("fr", "nl", "en")}
        chosen = self._chosen()
        if given.get("kind") != Question.Kind.CHOICE:
            if chosen:
                self.add_error("kind", _("Des propositions ont déjà choisi une réponse : la liste doit rester."))
            given["choices"] = []
            return given
        french = lines["fr"]
        for label in sorted(chosen - set(french)):
            words = {"label": label}
            self.add_error("choices_fr", _("Des propositions ont répondu « %(label)s » : garde ce choix.") % words)
        if len(french) < 2 or len(set(french)) < len(french):
            self.add_error("choices_fr", _("Il faut au moins deux choix, tous différents."))
        for code in ("nl", "en"):
            if lines[code] and len(lines[code]) != len(french):
                self.add_error(f"choices_{code}", _("Il faut autant de lignes qu’en français, ou aucune."))
        for code, labels in lines.items():
            if any(len(label) > 120 for label in labels):
                self.add_error(f"choices_{code}", _("Un choix tient en 120 signes."))
        blank = [""] * len(french)
        given["choices"] = list(zip(french, lines["nl"] or blank, lines["en"] or blank, strict=False))
        return given

    def _chosen(self) -> set[str]:
        """The choices that proposals have made already."""
        if self.instance.pk is None:
            return set()
        return set(self.instance.choices.filter(answers__isnull=False).values_list("label_fr", flat=True))

    def save(self, commit: bool = True) -> Any:
        """Write the question and its choices."""
        if self.instance.pk is None:
            place_last(self.instance)
        save_question(question=self.instance, choices=self.cleaned_data["choices"])
        return self.instance


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
