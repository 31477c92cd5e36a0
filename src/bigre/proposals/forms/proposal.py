"""The one form of a proposal; only its title is needed to keep a draft."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigre.editions.models import Equipment
from bigre.people.forms.profile import LANGUAGES
from bigre.people.models import Person
from bigre.proposals.actions.writing import Written
from bigre.proposals.models import Facilitation, Proposal
from bigre.proposals.queries.writing import collectives_for, formats_for, spaces_for, themes_for

from .answers import Answers
from .availability import Availability
from .meanwhile import base_of
from .relations import Relations

COLUMNS = [
    "title",
    "summary",
    "text",
    "format",
    "duration_minutes",
    "ideal_size",
    "max_size",
    "languages",
    "wants_interpreter",
    "wants_facilitator",
    "space",
    "collective",
    "organisation",
]
USUAL_MINUTES = 90


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one heading."""

    key: str
    title: str | Promise
    help: str | Promise
    fields: list[BoundField]


class ProposalForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """What one says of an activity; what the person may not read is not offered.

    With `alone` (a link of a mail) nothing of other proposals shows.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # What every field said when the form was opened, for those who write at once.
    base = forms.CharField(widget=forms.HiddenInput, required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Langues"),
        help_text=gettext_lazy("Celles dans lesquelles on pourra suivre l’activité."),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    takes_awareness = forms.BooleanField(
        label=gettext_lazy("Je prends la demi-journée de sensibilisation"),
        help_text=gettext_lazy("La charte, le consentement, les discriminations : avant d’animer, pour toi seulement."),
        required=False,
    )

    class Meta:
        model = Proposal
        fields = [*COLUMNS[:4], "themes", *COLUMNS[4:10], "equipment", *COLUMNS[10:]]
        labels = {
            "format": gettext_lazy("Format"),
            "themes": gettext_lazy("Thèmes"),
            "duration_minutes": gettext_lazy("Durée, en minutes"),
            "ideal_size": gettext_lazy("Taille idéale du groupe"),
            "max_size": gettext_lazy("Taille maximale"),
            "equipment": gettext_lazy("Matériel"),
            "space": gettext_lazy("Le seul espace qui convienne"),
            "collective": gettext_lazy("Un de mes collectifs"),
            "organisation": gettext_lazy("Une structure du territoire"),
            "wants_interpreter": gettext_lazy("J’aimerais de l’aide pour traduire"),
            "wants_facilitator": gettext_lazy("J’aimerais quelqu’un pour animer avec moi"),
        }
        help_texts = {
            "title": gettext_lazy("Court et clair : c’est ce qu’on lit d’abord dans la grille."),
            "summary": gettext_lazy("De quoi s’agit-il, et qu’y fera-t-on ?"),
            "text": gettext_lazy(
                "Le déroulé, d’où vient l’idée, pour qui. Le Markdown marche : **gras**, listes, liens."
            ),
            "duration_minutes": gettext_lazy("Vide : la durée habituelle du format."),
            "ideal_size": gettext_lazy("Vide : celle du format."),
            "max_size": gettext_lazy("Sans compter qui anime. Vide : autant que l’espace en accueille."),
            "space": gettext_lazy("À remplir seulement si l’activité ne peut se tenir ailleurs."),
            "organisation": gettext_lazy("Hors du réseau : une association, une mairie, un lieu voisin."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 10}),
            "themes": forms.CheckboxSelectMultiple,
            "equipment": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, person: Person, alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposal: Proposal = self.instance
        self.person = person
        self._known_languages()
        self._offer(proposal, person)
        for name in ("duration_minutes", "ideal_size", "max_size"):
            self.fields[name].required = False
            self.fields[name].widget.attrs.update(min=1, inputmode="numeric")
        self._usual_numbers(proposal)
        self.initial["revision"] = proposal.revision
        self.half_days = Availability(self, proposal)
        self.answers = Answers(self, proposal)
        self.relations = None if alone else Relations(self, proposal, person)
        self._awareness(proposal, person)
        self.initial["base"] = json.dumps(base_of(self))

    def _known_languages(self) -> None:
        known = {code for code, _label in LANGUAGES}
        others = [(code, code) for code in self.instance.languages if code not in known]
        self.fields["languages"].choices = [*LANGUAGES, *others]  # type: ignore[attr-defined]  # a choice field has choices

    def _offer(self, proposal: Proposal, person: Person) -> None:
        offered: dict[str, Any] = {
            "format": formats_for(proposal),
            "themes": themes_for(proposal),
            "equipment": Equipment.objects.order_by("label_fr"),
            "space": spaces_for(proposal.edition),
            "collective": collectives_for(proposal, person),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a field of models has a queryset
        empty = {"format": _("à choisir"), "space": _("n’importe lequel"), "collective": _("en mon nom")}
        for name, label in empty.items():
            self.fields[name].empty_label = label  # type: ignore[attr-defined]  # a field of models has an empty label
        for name in ("themes", "equipment", "space", "collective"):
            if not offered[name].exists():
                del self.fields[name]

    def _usual_numbers(self, proposal: Proposal) -> None:
        if proposal.format is None:
            return
        for name in ("duration_minutes", "ideal_size", "max_size"):
            self.fields[name].widget.attrs["placeholder"] = getattr(proposal.format, name) or ""

    def _awareness(self, proposal: Proposal, person: Person) -> None:
        call = getattr(proposal.edition, "call", None)
        if call is None or not call.offers_awareness:
            del self.fields["takes_awareness"]
        elif proposal.pk:
            lead = Facilitation.objects.filter(proposal=proposal, person=person).first()
            self.initial["takes_awareness"] = lead is not None and lead.takes_awareness

    def clean_duration_minutes(self) -> int:
        """What was written, else what the format usually lasts."""
        given: int | None = self.cleaned_data.get("duration_minutes")
        kind = self.cleaned_data.get("format")
        return given or (kind.duration_minutes if kind else USUAL_MINUTES)

    def clean(self) -> dict[str, Any]:
        """The ideal size is within the maximum; in one name at a time."""
        given: dict[str, Any] = super().clean() or {}
        ideal, most = given.get("ideal_size"), given.get("max_size")
        if ideal and most and most < ideal:
            self.add_error("max_size", _("La taille maximale ne peut pas être plus petite que la taille idéale."))
        if given.get("collective") and given.get("organisation"):
            self.add_error("organisation", _("Au nom d’un collectif ou d’une structure : un seul des deux."))
        return given

    @property
    def written(self) -> Written:
        """What is to be written beside the columns; for a form that is valid."""
        given = self.cleaned_data
        relations = self.relations
        return Written(
            themes=list(given.get("themes", ())),
            equipment=list(given.get("equipment", ())),
            windows=self.half_days.windows(given),
            relations=relations.asked(given) if relations else None,
            shown=relations.shown if relations else (),
            answers=self.answers.given(given),
            takes_awareness=given.get("takes_awareness"),
            availability_checked=bool(given.get("availability_checked")),
        )

    @property
    def columns(self) -> list[str]:
        """The columns of the proposal that this form writes."""
        return [name for name in COLUMNS if name in self.fields]

    def sections(self) -> Iterator[Section]:
        """The form as people read it, heading after heading."""
        plan: list[tuple[str, str | Promise, str | Promise, list[str]]] = [
            ("idea", _("L’idée"), "", ["title", "summary", "text"]),
            ("shape", _("La forme"), "", ["format", "themes", "duration_minutes", "ideal_size", "max_size"]),
            ("languages", _("Langues et coups de main"), "", ["languages", "wants_interpreter", "wants_facilitator"]),
            ("needs", _("Ce qu’il faut"), "", ["equipment", "space"]),
            ("times", _("Quand"), "", self.half_days.names),
            ("order", _("Avec les autres propositions"), "", self.relations.names if self.relations else []),
            ("name", _("En quel nom"), _("Vide : tu proposes en ton nom."), ["collective", "organisation"]),
            ("team", _("Ce que demande l’équipe"), "", [*self.answers.names, "takes_awareness"]),
        ]
        for key, title, help_, names in plan:
            if fields := [self[name] for name in names if name in self.fields]:
                yield Section(key, title, help_, fields)
