"""What the workbook of one edition says of proposals, another edition reads again."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.rules import ANYBODY
from bigre.programme.actions.imports import Imported, import_file
from bigre.programme.exchange.flaws import FileRefused
from bigre.programme.exchange.text import clean
from bigre.programme.exchange.writing import ExportFormat, write
from bigre.proposals.models import Answer, Proposal, Question
from tests.factories.editions import edition, equipment
from tests.factories.files import xlsx
from tests.factories.people import person_who_shows
from tests.factories.programme import format_of, theme
from tests.factories.proposals import proposal, question

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 7, 1, tzinfo=UTC)
HEADER = ("Titre", "Durée")
ANY_TEXT = st.text(max_size=40).map(clean)
ANY_LINE = ANY_TEXT.map(lambda text: " ".join(text.split()))
THEMES, EQUIPMENT, NAMES = ["Écologie", "Vie"], ["Vidéoprojecteur", "Paperboard"], ["Alice Martin", "Bob Peeters"]
PROPOSALS = st.fixed_dictionaries(
    {
        "title": ANY_LINE.filter(bool),
        "duration_minutes": st.integers(1, 1440),
        "summary": ANY_TEXT,
        "text": ANY_TEXT,
        "languages": st.lists(st.sampled_from(["fr", "nl", "en", "es", "br"]), unique=True, max_size=3),
        "ideal_size": st.one_of(st.none(), st.integers(1, 50)),
        "max_size": st.one_of(st.none(), st.integers(50, 900)),
        "organisation": ANY_LINE,
        "wants_interpreter": st.booleans(),
        "wants_facilitator": st.booleans(),
        "late": st.booleans(),
        "format": st.one_of(st.none(), st.sampled_from(["Atelier", "Marche"])),
        "themes": st.lists(st.sampled_from(THEMES), unique=True),
        "equipment": st.lists(st.sampled_from(EQUIPMENT), unique=True),
        "leaders": st.lists(st.sampled_from(NAMES), unique=True),
        "free": ANY_TEXT,
        "chosen": st.one_of(st.none(), st.sampled_from(["Une", "Deux"])),
    }
)
COLUMNS = (
    *("title", "duration_minutes", "summary", "text", "languages", "ideal_size", "max_size"),
    *("organisation", "wants_interpreter", "wants_facilitator", "late"),
)


def offering(slug: str) -> Edition:
    """An edition with two formats, two themes and two questions."""
    here = edition(slug)
    for label in ("Atelier", "Marche"):
        format_of(here, label)
    for label in THEMES:
        theme(here, label)
    question(here, "Langue", position=1)
    question(here, "Combien de fois ?", choices=["Une", "Deux"])
    return here


def told(here: Edition, one: dict[str, Any]) -> None:
    """A proposal of the edition that says all this."""
    leaders = [person_who_shows(Audience.EVERYONE, name) for name in one["leaders"]]
    columns = {name: one[name] for name in COLUMNS if name != "title"}
    made = proposal(here, one["title"], state=Proposal.State.SUBMITTED, facilitators=leaders, **columns)
    made.format = here.formats.filter(label_fr=one["format"]).first()
    made.save()
    made.themes.set(here.themes.filter(label_fr__in=one["themes"]))
    made.equipment.set([equipment(label) for label in one["equipment"]])
    free, chosen = here.questions.get(label_fr="Langue"), here.questions.get(kind=Question.Kind.CHOICE)
    if one["free"]:
        Answer.objects.create(proposal=made, question=free, text=one["free"])
    if one["chosen"]:
        Answer.objects.create(proposal=made, question=chosen, choice=chosen.choices.get(label_fr=one["chosen"]))


def said(here: Edition) -> dict[str, Any]:
    """What the edition's only proposal says."""
    made = here.proposals.get()
    answers = {one.question.label_fr: str(one) for one in made.answers.select_related("question", "choice")}
    return {name: getattr(made, name) for name in COLUMNS} | {
        "format": made.format and made.format.label_fr,
        "themes": {one.label_fr for one in made.themes.all()},
        "equipment": {one.label_fr for one in made.equipment.all()},
        "leaders": [one.person.name for one in made.facilitations.order_by("-is_contact", "pk")],
        "free": answers.get("Langue", ""),
        "chosen": answers.get("Combien de fois ?"),
    }


def written(here: Edition) -> bytes:
    return write(here, ExportFormat.XLSX, viewer=ANYBODY, base_url="https://bigre.example.org", now=NOW).content


def imported(into: Edition, *rows: tuple[Any, ...]) -> Imported:
    return import_file(content=xlsx(*rows), name="x.xlsx", by=None, now=NOW, into=into)


# A failure is told as it was found: making it smaller writes hundreds of workbooks.
@settings(max_examples=40, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
@given(one=PROPOSALS, language=st.sampled_from(["fr", "nl", "en"]))
def test_a_proposal_comes_back_as_it_left_whatever_the_language_of_the_file(one: dict[str, Any], language: str) -> None:
    with transaction.atomic():
        here, there = offering("bigre-2022"), offering("bigre-2023")
        told(here, one)
        with translation.override(language):
            content = written(here)
        import_file(content=content, name="x.xlsx", by=None, now=NOW, into=there)
        assert said(there) == said(here)
        assert there.proposals.get().state == Proposal.State.SUBMITTED
        transaction.set_rollback(True)


def test_what_another_edition_decided_is_left_aside_and_said() -> None:
    here, there = offering("bigre-2022"), offering("bigre-2023")
    proposal(here, "Composter", state=Proposal.State.ACCEPTED)
    result = import_file(content=written(here), name="x.xlsx", by=None, now=NOW, into=there)
    assert there.proposals.get().state == Proposal.State.SUBMITTED
    assert result.notes == (
        "Les colonnes « Identifiant », « Où elle en est » disent ce qu’une édition a décidé :"
        " les propositions arrivent sans cela.",
    )


def test_a_question_that_the_edition_does_not_ask_is_an_unknown_column() -> None:
    here = offering("bigre-2022")
    result = imported(here, (*HEADER, "Question : Langue", "Question : Couleur"), ("Lire", 90, "Occitan", "Bleu"))
    assert result.notes == ("La colonne « Question : Couleur » n’est pas connue et n’a pas été reprise.",)
    assert [str(one) for one in here.proposals.get().answers.all()] == ["Occitan"]


def test_what_is_asked_or_answered_wrongly_is_told_with_its_column() -> None:
    here = offering("bigre-2022")
    header = (*HEADER, "Au nom de", "Aide souhaitée", "Après la clôture", "Question : Combien de fois ?")
    with pytest.raises(FileRefused) as refusal:
        imported(here, header, ("Lire", 90, "x" * 121, "de l’argent", "peut-être", "Mille"))
    assert [(flaw.column, flaw.what, flaw.remedy) for flaw in refusal.value.flaws] == [
        ("Au nom de", "Ce nom dépasse 120 signes.", "Raccourcis-le."),
        (
            "Aide souhaitée",
            "« de l’argent » n’est pas une aide que l’on peut demander.",
            "Écris « une personne qui interprète » ou « une personne de plus pour animer ».",
        ),
        ("Après la clôture", "« peut-être » ne dit ni oui ni non.", "Écris oui, ou laisse vide."),
        (
            "Question : Combien de fois ?",
            "« Mille » n’est pas une réponse à cette question.",
            "Choisis parmi : Une, Deux.",
        ),
    ]
    assert not here.proposals.exists()
