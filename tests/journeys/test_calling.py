"""Calling somebody by name in a discussion: their name completes itself while one types."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from bigre.core.models import Audience
from bigre.proposals.models import Comment
from tests.factories import editions, people, proposals

from .gathering import Gathering, come_in

type Axe = Callable[[Page], list[str]]


def test_a_name_completes_itself_by_keyboard_and_by_touch(page: Page, server: str, bigre: Gathering, axe: Axe) -> None:
    helene, henri = (people.person_with_account(name) for name in ("Hélène Roux", "Henri Roux"))
    hidden = people.person_with_account("Hector", name_audience=Audience.NOBODY)
    for one in (helene, henri, hidden):
        editions.participation(one, bigre.edition)
    dance = proposals.proposal(bigre.edition, "Danser en rond", facilitators=[helene, henri, hidden], state="submitted")
    come_in(page, server, bigre.alice)
    page.goto(f"{server}/editions/{bigre.edition.slug}/proposals/{dance.uuid}/")
    field, offered = page.get_by_label("Ton message"), page.get_by_role("option")
    expect(page.get_by_role("listbox", name="Qui appeler ?")).to_be_hidden()
    field.press_sequentially("Dis, @he")
    # Hector shows his name to nobody.
    expect(offered).to_have_text(["Hélène Roux", "Henri Roux"])
    assert axe(page) == []
    field.press("ArrowDown")
    expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Dis, @Henri Roux ")
    field.press_sequentially("et @roux")
    expect(offered).to_have_count(2)
    offered.first.click()
    expect(field).to_have_value("Dis, @Henri Roux et @Hélène Roux ")
    field.press_sequentially("@h")
    field.press("Escape")
    expect(offered).to_have_count(0)
    field.press("Enter")
    expect(field).to_have_value("Dis, @Henri Roux et @Hélène Roux @h\n")
    page.get_by_role("button", name="Envoyer le message").click()
    expect(page.locator(".comment")).to_contain_text("Dis, @Henri Roux et @Hélène Roux")
    assert set(Comment.objects.get().mentioned.all()) == {helene, henri}
