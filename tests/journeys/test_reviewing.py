"""A space closes; Chloé repairs her draft, takes half of the lines, publishes, and those concerned are told once."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from bigre.core.models import OutgoingMail
from bigre.programme.actions.moves import begin_draft
from bigre.programme.models import Favourite, Lead
from bigre.programme.queries.published import current_version
from tests.factories.people import account, person_with_account
from tests.factories.planning import NOW
from tests.factories.programme import activity, placement

from . import worker
from .conftest import DESK
from .gathering import MONDAY, MORNING, Gathering, come_in
from .test_programme_team import LONG

PLANNING = "/editions/bigre-2022/programme/planning/"


@pytest.fixture
def working(bigre: Gathering) -> Iterator[None]:
    with worker.at_work():
        yield


def prepare(bigre: Gathering) -> None:
    """Bob and Dora lead, Alice keeps one of Dora's; in the draft, what Bob leads twice at once is led by others."""
    bigre.bob.account = account("bob@example.org")
    bigre.bob.save()
    dora = person_with_account("Dora", languages=["nl"])
    Lead.objects.filter(activity=bigre.activities["Composter à plusieurs"]).update(person=dora)
    weave = activity(bigre.edition, "Tisser", leaders=[dora])
    placement(
        bigre.version,
        weave,
        bigre.version.placements.get(activity__title="Démocratie au travail").space,
        MONDAY,
        MORNING + 105,
    )
    Favourite.objects.create(person=bigre.alice, activity=weave)
    begin_draft(base=bigre.version, by=bigre.chloe, now=NOW)


def test_half_of_a_repair_is_taken_published_and_told_once(
    page: Page, server: str, bigre: Gathering, working: None, axe: Callable[[Page], list[str]]
) -> None:
    prepare(bigre)
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    come_in(page, server, bigre.chloe)
    close_the_oratory(page, server)
    ask_for_a_repair(page, server, axe)
    take_half_by_keyboard(page, axe)
    publish_knowingly(page, axe)
    once_to_bob(bigre)

    page.goto(f"{server}{PLANNING}versions/2/publish/")
    page.get_by_role("button", name="Publier pour tout le monde").click()
    expect(page.get_by_text("était déjà publiée")).to_be_visible()
    once_to_bob(bigre)


def close_the_oratory(page: Page, server: str) -> None:
    page.goto(f"{server}{PLANNING}disruptions/")
    page.get_by_label("Ce qui manque").select_option(label="Oratoire")
    page.get_by_label("À partir de").fill("2022-08-22T09:00")
    page.get_by_label("Jusqu’à").fill("2022-08-22T13:00")
    page.get_by_role("button", name="Noter").click()


def ask_for_a_repair(page: Page, server: str, axe: Callable[[Page], list[str]]) -> None:
    page.goto(f"{server}{PLANNING}versions/2/")
    expect(page.get_by_role("heading", name="Laisser la machine proposer")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Réparer").click()
    expect(page.get_by_text("La recherche est terminée.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("À partir du brouillon « Version 2 »")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Déranger le moins de monde").click()


def take_half_by_keyboard(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """Dora's weaving waits for another day."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Relire ligne par ligne")
    assert axe(page) == []
    first, second = (
        page.get_by_role("checkbox", name="Démocratie au travail"),
        page.get_by_role("checkbox", name="Tisser"),
    )
    expect(first).to_be_checked()
    expect(page.get_by_text("fermé de lundi 9:00 à lundi 13:00").first).to_be_visible()
    second.focus()
    page.keyboard.press("Space")
    expect(second).not_to_be_checked()
    expect(first).to_be_checked()
    page.get_by_role("button", name="Prendre les lignes cochées").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que tu as pris")
    expect(page.locator("#taken")).to_contain_text("Démocratie au travail")
    expect(page.locator("#left")).to_contain_text("Tisser")
    assert axe(page) == []
    page.get_by_role("link", name="Publier cette version").click()


def publish_knowingly(page: Page, axe: Callable[[Page], list[str]]) -> None:
    expect(page.get_by_text("1 personne recevra un message")).to_be_visible()
    expect(page.get_by_text("Cette version enfreint 1 règle.")).to_be_visible()
    page.get_by_text("Lire les messages, mot pour mot").click()
    expect(page.locator(".letter").first).to_contain_text("Démocratie au travail")
    assert axe(page) == []
    page.get_by_label("Je le sais, et je publie quand même").check()
    page.get_by_role("button", name="Publier pour tout le monde").click()
    expect(page.get_by_text("1 personne reçoit un message")).to_be_visible()


def once_to_bob(bigre: Gathering) -> None:
    """The only mail is Bob's, and speaks of nothing but what moved."""
    now = current_version(bigre.edition)
    assert now is not None
    (told,) = OutgoingMail.objects.all()
    assert (told.to, told.key) == ("bob@example.org", f"published:{now.pk}:{bigre.bob.pk}")
    assert "« Démocratie au travail » a lieu " in told.body
    assert "et non plus " in told.body
    assert "Tisser" not in told.body
