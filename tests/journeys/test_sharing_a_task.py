"""Two people who washed up together: one says it on a telephone, the other says yes, both read it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from pytest_django import Settings

from bigre.encounters.models import Encounter
from tests.factories import editions, people

from .gathering import TUESDAY, Gathering, come_in

PAGE = "/me/met/"


def say(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """Looked for by a part of the name, without leaving the page of people met; nothing is counted yet."""
    page.get_by_label("Chercher avec qui").fill("din")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("radio", name="Dina")).to_be_checked()
    expect(page.get_by_label("Quel jour")).to_have_value(TUESDAY.isoformat())
    page.get_by_label("Quelle tâche").fill("la vaisselle du mardi soir")
    assert axe(page) == []
    page.get_by_role("button", name="Le dire").click()
    expect(page.get_by_text("C’est noté. Dina peut le confirmer")).to_be_visible()
    expect(page.get_by_text("pas encore confirmé")).to_be_visible()
    expect(page.get_by_role("heading", name="Personne encore, ici")).to_be_visible()
    assert axe(page) == []


def confirm(page: Page, server: str, axe: Callable[[Page], list[str]]) -> None:
    """The question waits on the page of the day, too."""
    page.goto(f"{server}/today/")
    page.get_by_role("link", name="Répondre").click()
    expect(page.get_by_text("Alice dit que vous avez fait ensemble « la vaisselle du mardi soir »")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Oui, ensemble : Alice").click()


def test_one_says_that_they_did_a_task_together_and_the_other_says_yes(
    page: Page,
    other_phone: Page,
    server: str,
    bigre: Gathering,
    axe: Callable[[Page], list[str]],
    settings: Settings,
) -> None:
    settings.DEMO, settings.DEMO_DAY = True, TUESDAY
    dina = people.person_with_account("Dina")
    editions.participation(dina, bigre.edition)
    come_in(page, server, bigre.alice)
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
