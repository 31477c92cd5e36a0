"""The form of a proposal: one form, in parts, that keeps a draft as soon as it has a title."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.core.rules import dated
from bigre.editions.models import Equipment, Space
from bigre.people.forms.profile import LANGUAGES
from bigre.people.models import Person
from bigre.proposals.actions.writing import Written
from bigre.proposals.models import Proposal, Relation, Theme
from bigre.proposals.queries.call import call_of, on_offer
from bigre.proposals.rules.half_days import HalfDay, covered, half_days_of, windows_from

from .answers import answers_in, question_fields
from .offered import positive

DEFAULT_MINUTES = 90
# The parts of the form, in order: its title, and its fields; the team's questions come last.
PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("L’idée"), ("title", "summary", "text", "themes")),
    (gettext_lazy("La forme"), ("format", "duration_minutes", "ideal_size", "max_size", "languages")),
    (
        gettext_lazy("Avec qui"),
        ("collective", "organisation", "wants_facilitator", "wants_interpreter", "takes_awareness"),
    ),
    (gettext_lazy("Quand et où"), ("half_days", "equipment", "space", "apart", "comes_after", "comes_before")),
)
FIELDS = [
    "title",
    "summary",
    "text",
    "format",
    "duration_minutes",
    "ideal_size",
    "max_size",
    "collective",
    "organisation",
    "wants_facilitator",
    "wants_interpreter",
    "space",
]
RELATIONS = {
    "apart": (Relation.Kind.NOT_TOGETHER, True),
    "comes_before": (Relation.Kind.BEFORE, True),
    "comes_after": (Relation.Kind.BEFORE, False),
}


class ProposalForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """Everything that one tells of a proposal; `others` are those to which it may be tied, none to hide them."""

    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=gettext_lazy("Thèmes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    equipment = forms.ModelMultipleChoiceField(
        Equipment.objects.order_by("label_fr"),
        label=gettext_lazy("Matériel"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Langues de l’activité"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    half_days = forms.MultipleChoiceField(
        label=gettext_lazy("Quand elle peut avoir lieu"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Rien de coché : à n’importe quel moment de l’édition."),
    )
    apart = forms.ModelMultipleChoiceField(
        Proposal.objects.none(), label=gettext_lazy("Pas en même temps que"), required=False
    )
    comes_after = forms.ModelMultipleChoiceField(Proposal.objects.none(), label=gettext_lazy("Après"), required=False)
    comes_before = forms.ModelMultipleChoiceField(Proposal.objects.none(), label=gettext_lazy("Avant"), required=False)
    takes_awareness = forms.BooleanField(
        label=gettext_lazy("Je prends part à la demi-journée de sensibilisation"), required=False
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Proposal
        fields = FIELDS
        labels = {
            "format": gettext_lazy("Format"),
            "duration_minutes": gettext_lazy("Durée, en minutes"),
            "collective": gettext_lazy("Au nom d’un de mes collectifs"),
            "organisation": gettext_lazy("Au nom d’une structure du territoire"),
            "wants_facilitator": gettext_lazy("Je cherche quelqu’un pour l’animer avec moi"),
            "wants_interpreter": gettext_lazy("Je cherche quelqu’un pour traduire"),
            "space": gettext_lazy("Le seul espace qui convienne"),
        }
        help_texts = {
            "title": gettext_lazy("Il suffit d’un titre pour commencer ; tout le reste peut attendre."),
            "summary": gettext_lazy(
                "Ce que l’on fera, et avec quoi l’on repart. C’est ce que les autres lisent d’abord."
            ),
            "text": gettext_lazy("Tu peux mettre en forme : **gras**, - liste, > citation."),
            "duration_minutes": gettext_lazy("Vide : la durée habituelle du format."),
            "max_size": gettext_lazy("Vide : autant que l’espace peut en accueillir."),
            "organisation": gettext_lazy("Une association, un lieu, une collectivité hors du réseau."),
            "space": gettext_lazy("À laisser vide, sauf si elle ne peut se tenir nulle part ailleurs."),
        }
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, data: Any = None, *, person: Person, others: QuerySet[Proposal], instance: Proposal) -> None:
        super().__init__(data, instance=instance)
        self.person, self.edition = person, instance.edition
        self.half_days_known = half_days_of(self.edition)
        self.questions = list(on_offer(self.edition.questions.prefetch_related("choices")))
        self._offer_choices(others)
        self._show_what_is_written()
        self.fields |= question_fields(self.questions, instance)
        if not call_of(self.edition).offers_awareness:
            del self.fields["takes_awareness"]

    def _offer_choices(self, others: QuerySet[Proposal]) -> None:
        used = {"format": self.instance.format_id}
        formats = self.edition.formats.filter(retired_at=None) | self.edition.formats.filter(pk=used["format"])
        spaces = Space.objects.filter(venue__stop__edition=self.edition, plannable=True)
        themes = on_offer(self.edition.themes.all())
        if self.instance.pk:
            themes = (self.edition.themes.filter(retired_at=None) | self.instance.themes.all()).distinct()
        choices: dict[str, QuerySet[Any]] = {
            "format": formats.order_by("position", "pk"),
            "themes": themes.order_by("position", "pk"),
            "space": spaces.distinct().order_by("position", "pk"),
            "collective": self.person.collectives.order_by("name"),
            **dict.fromkeys(RELATIONS, others.exclude(pk=self.instance.pk)),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # each is a field of models
        self.fields["half_days"].choices = [(one.key, one.label) for one in self.half_days_known]  # type: ignore[attr-defined]
        self.fields["duration_minutes"].required = False
        for name in ("duration_minutes", "ideal_size", "max_size"):
            self.fields[name].validators.append(positive)
            self.fields[name].widget.attrs |= {"min": 1, "inputmode": "numeric"}
        for name in ("apart", "comes_after", "comes_before", "collective", "space"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]  # each is a field of models
                del self.fields[name]

    def _show_what_is_written(self) -> None:
        one = self.instance
        self.initial["seen"] = one.revision
        self.initial["languages"] = one.languages
        if not one.pk:
            return
        self.initial["themes"], self.initial["equipment"] = one.themes.all(), one.equipment.all()
        windows = [(window.starts_at, window.ends_at) for window in one.windows.all()]
        self.initial["half_days"] = covered(self.half_days_known, windows)
        self.initial["apart"] = [
            *_others(one, Relation.Kind.NOT_TOGETHER, 0),
            *_others(one, Relation.Kind.NOT_TOGETHER, 1),
        ]
        self.initial["comes_before"] = _others(one, Relation.Kind.BEFORE, 0)
        self.initial["comes_after"] = _others(one, Relation.Kind.BEFORE, 1)
        lead = one.facilitations.filter(person=self.person).first()
        self.initial["takes_awareness"] = bool(lead and lead.takes_awareness)

    def clean(self) -> dict[str, Any]:
        """Sizes fit one another; a duration left empty is the format's; in one name only."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("duration_minutes") is None and "duration_minutes" not in self.errors:
            format_ = given.get("format")
            given["duration_minutes"] = format_.duration_minutes if format_ else DEFAULT_MINUTES
        ideal, most = given.get("ideal_size"), given.get("max_size")
        if ideal and most and most < ideal:
            self.add_error("max_size", _("La taille maximale ne peut pas être plus petite que la taille idéale."))
        if given.get("collective") and given.get("organisation"):
            self.add_error("organisation", _("En un seul nom : celui du collectif, ou celui de la structure."))
        return given

    def parts(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """The fields in parts, each with its title; parts without fields are left out."""
        asked = tuple(name for name in self.fields if name.startswith("question_"))
        for title, names in (*PARTS, (gettext_lazy("Ce que l’équipe demande"), asked)):
            if fields := [self[name] for name in names if name in self.fields]:
                yield title, fields

    def days(self) -> Iterator[tuple[str, list[tuple[BoundWidget, HalfDay]]]]:
        """Each day with the boxes of its half-days."""
        boxes = zip(self["half_days"].subwidgets, self.half_days_known, strict=True)
        for day, found in groupby(boxes, key=lambda pair: pair[1].day):
            yield dated(day, "l j F"), list(found)

    def written(self) -> Written:
        """What was written, to be handed to `actions.writing`; call it on a valid form."""
        given = self.cleaned_data
        return Written(
            fields={name: given[name] for name in FIELDS if name in self.fields} | {"languages": given["languages"]},
            themes=given["themes"],
            equipment=given["equipment"],
            # Windows that an import or a hand made finer than half-days stay as long as nobody ticks anything else.
            windows=windows_from(self.half_days_known, given["half_days"])
            if "half_days" in self.changed_data
            else None,
            relations=self._relations() if any(name in self.fields for name in RELATIONS) else None,
            answers=list(answers_in(given, self.questions)),
            asked=self.questions,
            takes_awareness=given.get("takes_awareness"),
        )

    def _relations(self) -> list[tuple[str, Proposal, bool]]:
        return [
            (kind, other, first)
            for name, (kind, first) in RELATIONS.items()
            for other in self.cleaned_data.get(name) or ()
        ]


def _others(proposal: Proposal, kind: str, side: int) -> list[int]:
    """The ids of proposals on the other side of its relations of this kind; `side` 0: it is the first of the two."""
    if side == 0:
        return list(proposal.relations_as_first.filter(kind=kind).values_list("second_id", flat=True))
    return list(proposal.relations_as_second.filter(kind=kind).values_list("first_id", flat=True))
