"""Starting a cooperation, describing it, saying how it goes, writing in its journal."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from bigre.core import clock
from bigre.core.models import Audience
from bigre.editions.queries import editions_shared_by, editions_visible_to
from bigre.encounters.models import Cooperation, Entry
from bigre.encounters.queries.cooperations import own_cooperatives, people_to_invite
from bigre.encounters.rules.cooperations import WRITTEN_BY_HAND
from bigre.people.models import Cooperative, Person
from bigre.people.rules import Viewer

# To whom a cooperation is shown: the words of a profile would say « nobody » where its members see it.
SHOWN_TO = [
    (Audience.NOBODY, _("Nous seulement, ses membres")),
    (Audience.EDITION, _("Les personnes de l’édition où nous nous sommes rencontré·es")),
    (Audience.NETWORK, _("Tout le réseau")),
    (Audience.EVERYONE, _("Tout le monde")),
]
MOST_INVITED = 12


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for mypy only
    """People as boxes to tick; the form must only offer those whom the viewer sees by name."""

    widget = forms.CheckboxSelectMultiple


class _Described(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A name, a sentence, since when and from which edition."""

    class Meta:
        model = Cooperation
        fields = ["name", "sentence", "begun_on", "edition"]
        widgets: ClassVar[dict[str, type[forms.Widget] | forms.Widget]] = {
            "sentence": forms.Textarea(attrs={"rows": 2}),
            "begun_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {"begun_on": _("Depuis quand"), "edition": _("Où vous vous êtes rencontré·es")}
        help_texts = {"begun_on": _("On te demandera comment ça va 1, 3 et 9 mois après ce jour.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["edition"]
        assert isinstance(field, forms.ModelChoiceField)
        field.empty_label = _g("Ailleurs, ou avant")

    def clean_begun_on(self) -> Any:
        """Nothing has begun tomorrow."""
        day = self.cleaned_data["begun_on"]
        if day and day > clock.now().date():
            raise forms.ValidationError(_("Ce jour n’est pas encore venu : choisis aujourd’hui, ou avant."))
        return day


class StartForm(_Described):
    """What one would like to try, with whom, and which of one's own cooperatives come along."""

    people = PeopleField(label=_("Avec qui"), queryset=Person.objects.none(), required=False)
    cooperatives = forms.ModelMultipleChoiceField(
        label=_("Coopératives"),
        queryset=Cooperative.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Les tiennes pour commencer ; chaque personne qui dit oui apporte les siennes."),
    )

    def __init__(self, *args: Any, viewer: Viewer, asked: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert viewer.person is not None  # pages that write are closed to others
        self.fields["people"].queryset = people_to_invite(viewer).filter(uuid__in=list(asked)[:MOST_INVITED])  # type: ignore[attr-defined]
        own = own_cooperatives([viewer.person])
        self.fields["cooperatives"].queryset = own  # type: ignore[attr-defined]
        shared = editions_shared_by(viewer.person).order_by("-starts_on")
        self.fields["edition"].queryset = shared  # type: ignore[attr-defined]
        self.fields["begun_on"].required = False
        self.initial.setdefault("begun_on", clock.now().date())
        self.initial.setdefault("cooperatives", [one.pk for one in own])


class EditForm(_Described):
    """The same, and all cooperatives that take part, and who sees it."""

    audience = forms.ChoiceField(label=_("Qui la voit"), choices=SHOWN_TO, widget=forms.RadioSelect)

    class Meta(_Described.Meta):
        fields = [*_Described.Meta.fields, "audience", "cooperatives"]
        widgets = {**_Described.Meta.widgets, "cooperatives": forms.CheckboxSelectMultiple}
        labels = {**_Described.Meta.labels, "cooperatives": _("Coopératives")}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = editions_visible_to(person)  # type: ignore[attr-defined]
        self.fields["cooperatives"].queryset = Cooperative.objects.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """People of an edition see it only if there is one."""
        cleaned = super().clean() or {}
        if cleaned.get("audience") == Audience.EDITION and not cleaned.get("edition"):
            self.add_error("audience", _("Choisis d’abord l’édition où vous vous êtes rencontré·es."))
        return cleaned


class JoinForm(forms.Form):
    """Which of one's own cooperatives come along."""

    cooperatives = forms.ModelMultipleChoiceField(
        label=_("Coopératives que j’apporte"),
        queryset=Cooperative.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Elles paraissent à côté des autres, sans ton nom. Décoche celles que tu préfères ne pas montrer."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = own_cooperatives([person])
        self.fields["cooperatives"].queryset = own  # type: ignore[attr-defined]
        self.initial.setdefault("cooperatives", [one.pk for one in own])


class StateForm(forms.Form):
    """How it goes, and a word about it."""

    state = forms.ChoiceField(label=_("Où en êtes-vous ?"), choices=Cooperation.State.choices)
    text = forms.CharField(
        label=_("En un mot"), max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """A line of the journal."""

    kind = forms.ChoiceField(
        label=_("C’est…"),
        choices=[(kind, Entry.Kind(kind).label) for kind in WRITTEN_BY_HAND],
        widget=forms.RadioSelect,
        initial=Entry.Kind.NOTE,
        help_text=_(
            "Notes et besoins restent entre membres. Un témoignage est lu par qui voit la coopération ; "
            "il paraît sur la page du réseau."
        ),
    )
    text = forms.CharField(label=_("Tes mots"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 4}))

    class Meta:
        model = Entry
        fields = ["kind", "text"]


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for mypy only
    """Other words for a line of one's own; a change of state may lose them, the change stays."""

    text = forms.CharField(label=_("Tes mots"), max_length=3_000, widget=forms.Textarea(attrs={"rows": 5}))

    class Meta:
        model = Entry
        fields = ["text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = self.instance.kind in WRITTEN_BY_HAND


class LineForm(forms.Form):
    """A line for the journal, from the page of a reminder."""

    text = forms.CharField(
        label=_("Une ligne pour le journal"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )
