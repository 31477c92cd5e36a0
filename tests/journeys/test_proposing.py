"""A facilitator proposes on a telephone and leads with somebody from another cooperative."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from bigre.core.models import Audience, OutgoingMail
from bigre.proposals.models import Proposal
from tests.factories import editions, people, proposals

from .gathering import Gathering, come_in

BASE = "/editions/bigre-2022/proposals/"


def write_as_typed(page: Page) -> None:
    page.get_by_label("Titre").press_sequentially("Lire un bilan à plusieurs")
    expect(page.locator("#save-state")).to_contain_text("Enregistré à")
    page.get_by_label("En deux phrases").fill("On apporte un bilan et on le lit.")
    expect(page).to_have_url(re.compile("/write/$"))
    page.get_by_label("Format").select_option(label="Atelier")


def languages_by_keyboard(page: Page) -> None:
    box = page.get_by_role("checkbox", name="Français")
    box.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Néerlandais")).to_be_checked()


def link_in_mail() -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", OutgoingMail.objects.get(key__startswith="invitation:").body)
    assert found is not None
    return found[1]


def test_a_facilitator_proposes_on_a_telephone_with_somebody_of_another_cooperative(
    page: Page, server: str, bigre: Gathering, axe: Callable[[Page], list[str]]
) -> None:
    proposals.call(bigre.edition, opens_at=datetime(2020, 1, 1, tzinfo=UTC), closes_at=datetime(2099, 1, 1, tzinfo=UTC))
    dina = people.person_with_account("Dina", name_audience=Audience.EVERYONE)
    people.membership(dina, people.cooperative("Coopérative des Dunes"))
    editions.participation(dina, bigre.edition)
    bigre.bob.account = people.account("bob@example.org")
    bigre.bob.save()
    come_in(page, server, bigre.bob)
    page.goto(f"{server}{BASE}call/")
    page.get_by_role("link", name="Proposer une activité").click()
    assert axe(page) == []
    write_as_typed(page)
    languages_by_keyboard(page)
    expect(page.locator("#save-state")).to_contain_text("Enregistré à")
    page.get_by_role("button", name="Proposer", exact=True).click()
    expect(page.get_by_text("« Lire un bilan à plusieurs » est proposée.")).to_be_visible()
    assert axe(page) == []
    made = Proposal.objects.get(title="Lire un bilan à plusieurs")
    assert (made.state, made.languages) == ("submitted", ["fr", "nl"])
    page.goto(f"{server}{BASE}{made.uuid}/facilitators/")
    assert axe(page) == []
    page.get_by_label("Son adresse de courriel").fill("dina@example.org")
    page.get_by_role("button", name="Inviter").click()
    expect(page.get_by_text("pas encore de réponse")).to_be_visible()
    come_in(page, server, dina)
    page.goto(server + link_in_mail())
    assert axe(page) == []
    page.get_by_role("button", name="Accepter").click()
    expect(page.get_by_role("heading", name="Lire un bilan à plusieurs")).to_be_visible()
    for name in ("Bob", "Dina"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    assert axe(page) == []
