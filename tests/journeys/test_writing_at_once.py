"""Two people write one proposal at once, each in their own browser: kept silently, or asked on a page of its own."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Proposal
from tests.factories import editions, people, proposals

from .conftest import DESK, PHONE
from .gathering import Gathering, come_in

ENLARGED = 320
type Axe = Callable[[Page], list[str]]


@pytest.fixture
def draft(bigre: Gathering) -> Proposal:
    """What Alice and Dina write together for the next edition."""
    week = editions.edition("next", name="La prochaine", number=9, life=Edition.Life.CALL_OPEN)
    now = timezone.now()
    proposals.call(week, opens_at=now - timedelta(days=2), closes_at=now + timedelta(days=9))
    dina = people.person_with_account("Dina Houx")
    for one in (bigre.alice, dina):
        editions.participation(one, week)
    return proposals.proposal(week, "Lire un bilan", facilitators=[bigre.alice, dina], state="draft", revision=1)


def writing(browser: Browser, server: str, who: Person, draft: Proposal, screen: ViewportSize) -> Page:
    context = browser.new_context(locale="fr-FR", viewport={"width": screen["width"], "height": screen["height"]})
    made = context.new_page()
    come_in(made, server, who)
    made.goto(f"{server}/editions/next/proposals/{draft.uuid}/write/")
    return made


def test_two_write_at_once(browser: Browser, server: str, bigre: Gathering, draft: Proposal, axe: Axe) -> None:
    dina = Person.objects.get(name="Dina Houx")
    hers, dinas = (writing(browser, server, who, draft, screen) for who, screen in ((bigre.alice, PHONE), (dina, DESK)))
    each_in_their_own_field(hers, dinas, draft)
    both_in_the_same_field(hers, dinas, draft, axe)
    for one in (hers, dinas):
        one.context.close()


def each_in_their_own_field(hers: Page, dinas: Page, draft: Proposal) -> None:
    """Dina's summary comes into Alice's page with the next saving, and neither is asked anything."""
    dinas.get_by_label("En deux phrases").fill("Écrit par Dina.")
    expect(dinas.get_by_role("status")).to_contain_text("Enregistré à")
    hers.get_by_label("Présentation").fill("Écrit par Alice.")
    expect(hers.get_by_role("status")).to_contain_text("ses changements sont là aussi")
    expect(hers.get_by_label("En deux phrases")).to_have_value("Écrit par Dina.")
    hers.get_by_label("Présentation").press_sequentially(" Et encore.")
    expect(hers.get_by_role("status")).not_to_contain_text("aussi")
    draft.refresh_from_db()
    assert (draft.summary, draft.text) == ("Écrit par Dina.", "Écrit par Alice. Et encore.")


def both_in_the_same_field(hers: Page, dinas: Page, draft: Proposal, axe: Axe) -> None:
    """Dina has not seen Alice's text: the page of both versions asks about that one, on a phone and without a fault."""
    dinas.get_by_label("Présentation").fill("Tout autre chose.")
    expect(dinas.get_by_role("status")).to_contain_text("pendant que tu écrivais")
    dinas.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(dinas.get_by_role("heading", level=1)).to_have_text("Vous avez écrit en même temps")
    expect(dinas.get_by_role("heading", name="Version enregistrée")).to_have_count(1)
    for width in (DESK["width"], PHONE["width"], ENLARGED):
        dinas.set_viewport_size({"width": width, "height": PHONE["height"]})
        assert dinas.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(dinas) == []
    dinas.get_by_role("button", name="Enregistrer ce choix").click()
    expect(dinas.get_by_text("Il reste à choisir")).to_be_visible()
    dinas.get_by_label("Garder les deux, à la suite").check()
    dinas.get_by_role("button", name="Enregistrer ce choix").click()
    expect(dinas.get_by_text("Enregistré à")).to_be_visible()
    draft.refresh_from_db()
    both = "Écrit par Alice. Et encore.\n\nTout autre chose."
    assert (draft.text.replace("\r", ""), draft.summary) == (both, "Écrit par Dina.")
