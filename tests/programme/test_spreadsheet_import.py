"""A sheet of proposals enters an existing edition; its template says how."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from bigre.core.models import Audience
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.actions.imports import Counts, Imported, import_file
from bigre.programme.exchange.flaws import FileRefused
from bigre.programme.exchange.sheet_writer import template_workbook
from bigre.proposals.models import Proposal
from tests.factories.editions import edition, equipment, participation, team_member
from tests.factories.files import xlsx
from tests.factories.people import person, person_who_shows, person_with_account
from tests.factories.programme import format_of, theme
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 7, 1, tzinfo=UTC)
LED_BY_ALICE = ("Lire", 90, None, None, None, None, None, None, "Alice")
HEADER = ("Titre", "Durée", "Format", "Thèmes", "Langues", "Taille idéale", "Taille maximale", "Matériel", "Animation")


def imported(into: Edition | None, *rows: tuple[Any, ...], by: Person | None = None) -> Imported:
    return import_file(content=xlsx(*rows), name="x.xlsx", by=by, now=NOW, into=into)


def planner(of: Edition) -> Person:
    """Chloé, who is in charge of the edition's programme."""
    chloe = person_with_account("Chloé")
    team_member(of, chloe)
    return chloe


def flaws_of(into: Edition | None, *rows: tuple[Any, ...]) -> list[tuple[str, str, str]]:
    before = Proposal.objects.count(), Person.objects.count()
    with pytest.raises(FileRefused) as refusal:
        imported(into, *rows)
    assert (Proposal.objects.count(), Person.objects.count()) == before
    return [(flaw.place, flaw.column, flaw.what) for flaw in refusal.value.flaws]


def test_a_row_becomes_a_proposal_with_the_editions_own_kinds() -> None:
    here = edition()
    format_of(here, "Atelier")
    theme(here, "Écologie")
    equipment("Vidéoprojecteur")
    alice = person("Alice")
    participation(alice, here)
    row = ("Lire", "1h30", "ATELIER", "ecologie", "français, nl", 12, 20, "videoprojecteur", "Alice ; Bob")
    result = imported(here, HEADER, row, by=planner(here))
    made = Proposal.objects.get()
    assert made.format is not None
    assert (
        made.title,
        made.duration_minutes,
        made.format.label_fr,
        made.languages,
        made.ideal_size,
        made.max_size,
    ) == (
        "Lire",
        90,
        "Atelier",
        ["fr", "nl"],
        12,
        20,
    )
    assert (made.state, made.themes.get().label_fr, made.equipment.get().label_fr) == (
        Proposal.State.SUBMITTED,
        "Écologie",
        "Vidéoprojecteur",
    )
    assert list(made.facilitations.order_by("pk").values_list("person__name", "is_contact")) == [
        ("Alice", True),
        ("Bob", False),
    ]
    assert made.facilitations.get(is_contact=True).person == alice
    assert result.counts == Counts(proposals=1, people=1)


def test_a_missing_duration_is_the_one_of_the_format() -> None:
    here = edition()
    format_of(here, "Marche")
    here.formats.update(duration_minutes=120)
    imported(here, HEADER, ("Marcher", None, "Marche"))
    assert Proposal.objects.get().duration_minutes == 120


def test_a_csv_with_semicolons_is_read_too() -> None:
    here = edition()
    content = b"Titel;Duur;Taal\nSamen lezen;45;nl\n"
    import_file(content=content, name="x.csv", by=None, now=NOW, into=here)
    assert list(Proposal.objects.values_list("title", "duration_minutes", "languages")) == [("Samen lezen", 45, ["nl"])]


def test_every_wrong_cell_is_told_with_its_row_and_column() -> None:
    here = edition()
    format_of(here, "Atelier")
    proposal(here, "Déjà là")
    assert flaws_of(
        here,
        HEADER,
        ("Lire", "longtemps", "Ateler", None, "klingon", 30, 20),
        (None, 90),
        ("déjà LÀ", 90, None, None, None, "beaucoup"),
        ("Deux fois", 90),
        ("Deux fois", 90),
    ) == [
        ("ligne 2", "Format", "« Ateler » n’existe pas dans cette édition."),
        ("ligne 2", "Taille idéale", "La taille idéale dépasse la taille maximale."),
        ("ligne 2", "Durée", "« longtemps » n’est pas une durée."),
        ("ligne 2", "Langues", "La langue « klingon » n’est pas connue."),
        ("ligne 3", "Titre", "Cette proposition n’a pas de titre."),
        ("ligne 4", "Taille idéale", "« beaucoup » n’est pas un nombre de personnes."),
        ("ligne 4", "Titre", "Une proposition porte déjà ce titre."),
        ("ligne 6", "Titre", "Une proposition porte déjà ce titre."),
    ]


def test_a_wrong_kind_is_told_with_those_that_exist() -> None:
    here = edition()
    format_of(here, "Atelier")
    format_of(here, "Marche")
    with pytest.raises(FileRefused) as refusal:
        imported(here, HEADER, ("Lire", 90, "Ateler"))
    assert refusal.value.flaws[0].remedy == "Choisis parmi : Atelier, Marche."


def test_a_sheet_without_titles_or_rows_is_refused() -> None:
    here = edition()
    assert flaws_of(here, ("a", "b"), (1, 2)) == [("", "", "Aucune feuille n’a de colonne « Titre ».")]
    assert flaws_of(here, HEADER) == [("", "", "Cette feuille ne contient aucune proposition.")]


def test_a_sheet_needs_an_edition_to_enter() -> None:
    assert flaws_of(None, HEADER, ("Lire", 90)) == [
        ("", "", "Ce tableur contient des propositions : il faut dire dans quelle édition les mettre.")
    ]


def test_an_unknown_column_is_left_aside_and_said() -> None:
    result = imported(edition(), (*HEADER, "Couleur"), ("Lire", 90))
    assert result.notes == ("La colonne « Couleur » n’est pas connue et n’a pas été reprise.",)


def test_two_participants_of_the_same_name_are_not_guessed_between() -> None:
    here = edition()
    for _n in range(2):
        participation(person("Alice"), here)
    result = imported(here, HEADER, LED_BY_ALICE, by=planner(here))
    assert result.counts.people == 1
    assert Person.objects.filter(name="Alice").count() == 3


@pytest.mark.parametrize("audience", [None, Audience.NOBODY, Audience.EDITION, Audience.EVERYONE])
def test_a_name_is_recognised_only_where_the_importer_may_read_it(audience: Audience | None) -> None:
    here = edition()
    if audience:
        participation(person_who_shows(audience, "Alice"), here)
    result = imported(here, HEADER, LED_BY_ALICE, by=planner(here))
    known = audience in (Audience.EDITION, Audience.EVERYONE)
    # Where Alice hides, the outcome is the one of a name that nobody bears.
    assert (result.counts, result.notes) == (Counts(proposals=1, people=0 if known else 1), ())


def test_a_sheet_that_nobody_in_particular_imports_recognises_those_whom_anybody_may_see() -> None:
    here = edition()
    participation(person("Alice"), here)
    assert imported(here, HEADER, LED_BY_ALICE).counts == Counts(proposals=1, people=1)


def test_the_template_explains_its_columns_and_its_own_example_is_accepted() -> None:
    book = load_workbook(io.BytesIO(template_workbook()))
    sheet, guide = book.worksheets
    titles = [cell.value for cell in sheet[1]]
    assert (sheet.title, guide.title, titles[0]) == ("Propositions", "Mode d’emploi", "Titre")
    rows = list(guide.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == titles
    sheet.append([row[2] for row in rows])
    file = io.BytesIO()
    book.save(file)
    import_file(content=file.getvalue(), name="x", by=None, now=NOW, into=edition())
    assert Proposal.objects.get().title == "Lire un bilan à plusieurs"
