"""Two people who washed up together: one says it on a telephone, the other says yes, both read it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from bigre.encounters.models import Encounter
from bigre.people.models import Person
from tests.factories import editions, people

from .gathering import TUESDAY, Gathering, come_in

type Axe = Callable[[Page], list[str]]
PAGE = "/me/met/"


def say(page: Page, axe: Axe) -> None:
    """Looked for by a part of the name, without leaving the page of people met; nothing is counted yet."""
    page.get_by_label("Chercher avec qui").fill("din")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("radio", name="Dina")).to_be_checked()
    expect(page.get_by_label("Quel jour")).to_have_value(TUESDAY.isoformat())
    page.get_by_role("button", name="Le dire").click()
    expect(page.get_by_role("alert")).to_contain_text("Dis en quelques mots ce que vous avez fait.")
    assert axe(page) == []
    page.get_by_label("Quelle tâche").fill("la vaisselle du mardi soir")
    page.get_by_role("button", name="Le dire").click()
    expect(page.get_by_text("C’est noté. Dina peut le confirmer")).to_be_visible()
    expect(page.get_by_text("pas encore confirmé")).to_be_visible()
    expect(page.get_by_role("heading", name="Personne encore, ici")).to_be_visible()
    assert axe(page) == []


def confirm(page: Page, server: str, axe: Axe) -> None:
    """The question waits on the page of the day, too."""
    page.goto(f"{server}/today/")
    page.get_by_role("link", name="Répondre").click()
    expect(page.get_by_text("Alice dit que vous avez fait ensemble « la vaisselle du mardi soir »")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Oui, ensemble : Alice").click()


@pytest.fixture
def tuesday(bigre: Gathering, settings: Settings) -> Gathering:
    """It is Tuesday of the gathering, and Dina is there too."""
    settings.DEMO, settings.DEMO_DAY = True, TUESDAY
    editions.participation(people.person_with_account("Dina"), bigre.edition)
    return bigre


def test_one_says_that_they_did_a_task_together_and_the_other_says_yes(
    page: Page, other_phone: Page, server: str, tuesday: Gathering, axe: Axe
) -> None:
    dina = Person.objects.get(name="Dina")
    come_in(page, server, tuesday.alice)
    come_in(other_phone, server, dina)
    page.goto(server + PAGE)
    say(page, axe)
    confirm(other_phone, server, axe)
    page.reload()
    for telephone, other in ((page, "Dina"), (other_phone, "Alice")):
        card = telephone.get_by_role("listitem").filter(has=telephone.get_by_role("heading", name=other))
        expect(card).to_contain_text("Une tâche partagée : la vaisselle du mardi soir 23 août 2022")
    expect(page.get_by_text("pas encore confirmé")).to_have_count(0)
    assert [one.source for one in Encounter.objects.all()] == ["task"]
