"""The workbook tells how proposals stand, and can be imported again."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from bigre.editions.models import Edition
from bigre.people.rules import Viewer
from bigre.programme.actions.imports import import_file
from bigre.programme.exchange.writing import ExportFormat, write
from bigre.proposals.actions.transitions import decide
from bigre.proposals.models import Answer, Note, Proposal
from tests.factories.editions import edition
from tests.factories.people import person
from tests.factories.programme import activity, format_of, theme
from tests.factories.proposals import proposal, question

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 7, 1, tzinfo=UTC)
STANDS = ["Où elle en est", "Après la clôture", "Aide souhaitée", "Au nom de", "Dernière raison"]
QUESTIONS = ["Question : Langue", "Question : Combien de fois ?"]


def written(of: Edition) -> bytes:
    return write(of, ExportFormat.XLSX, viewer=Viewer(), base_url="https://bigre.example.org", now=NOW).content


def rows(of: Edition) -> dict[str, dict[str, Any]]:
    """What the sheet says of each title, by column."""
    sheet = load_workbook(io.BytesIO(written(of))).worksheets[0]
    titles, *cells = sheet.iter_rows(values_only=True)
    return {str(row[0]): {str(name): cell for name, cell in zip(titles, row, strict=True)} for row in cells}


def full_proposal(here: Edition) -> Proposal:
    """Late, asks for help, answers two questions, and was put aside with a reason."""
    free, chosen = question(here, "Langue", position=1), question(here, "Combien de fois ?", choices=["Une", "Deux"])
    one = proposal(
        here,
        "Composter",
        state=Proposal.State.SUBMITTED,
        late=True,
        wants_interpreter=True,
        wants_facilitator=True,
        organisation="Mairie de Sète",
        format=format_of(here),
        themes=[theme(here)],
    )
    Answer.objects.create(proposal=one, question=free, text="Occitan")
    Answer.objects.create(proposal=one, question=chosen, choice=chosen.choices.get(label_fr="Deux"))
    decide(proposal=one, target="discussed", by=None, now=NOW)
    decide(proposal=one, target="declined", by=None, now=NOW, reason="La grille est pleine.", category="no_room")
    return one


def test_a_proposal_is_told_with_where_it_stands_what_it_asks_and_what_it_answers() -> None:
    here = edition()
    full_proposal(here)
    row = rows(here)["Composter"]
    assert [row[name] for name in [*STANDS, *reversed(QUESTIONS)]] == [
        "Non retenue",
        "oui",
        "une personne qui interprète ; une personne de plus pour animer",
        "Mairie de Sète",
        "La grille est pleine.",
        "Deux",
        "Occitan",
    ]


def test_an_activity_tells_the_same_of_its_proposal_and_one_of_the_team_nothing() -> None:
    here = edition()
    activity(here, "Composter", proposal=full_proposal(here))
    activity(here, "Plénière")
    found = rows(here)
    assert (found["Composter"]["Au nom de"], found["Plénière"]["Au nom de"]) == ("Mairie de Sète", None)
    assert [found["Plénière"][name] for name in STANDS] == [None] * 5


def test_no_draft_and_no_note_of_the_team_is_in_the_sheet() -> None:
    here = edition()
    proposal(here, "Pas encore dit", state=Proposal.State.DRAFT, organisation="Secret")
    one = full_proposal(here)
    Note.objects.create(proposal=one, author=person("Chloé"), text="Note secrète", written_at=NOW)
    found = rows(here)
    assert list(found) == ["Composter"]
    assert [cell for cell in found["Composter"].values() if "ecr" in str(cell)] == []


def test_what_was_written_is_imported_again_even_when_a_question_is_named_like_a_column() -> None:
    here, there = edition(), edition("bigre-2023")
    full_proposal(here)
    import_file(content=written(here), name="x.xlsx", by=None, now=NOW, into=there)
    made = there.proposals.get()
    assert (made.title, made.languages, made.duration_minutes, made.state) == ("Composter", ["fr"], 90, "submitted")
    assert (made.format and made.format.label_fr, [one.label_fr for one in made.themes.all()]) == (
        "Atelier",
        ["Écologie"],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_sheet_takes_as_many_queries_for_three_proposals_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    here = edition()
    for number in range(count):
        one = proposal(here, f"Titre {number}", state=Proposal.State.SUBMITTED, facilitators=[person()])
        activity(here, f"Activité {number}", proposal=proposal(here, f"Née {number}"), leaders=[person()])
        decide(proposal=one, target="accepted", by=None, now=NOW)
    with django_assert_num_queries(17):
        written(here)
