"""Sixty people wish, the team decides, plans, moves by hand, repairs by half, publishes; who is concerned reads why."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import cycle
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from bigre.core import clock
from bigre.core.models import OutgoingMail
from bigre.people.models import Person
from bigre.programme.models import Favourite, TimetableVersion
from bigre.programme.queries.published import current_version
from bigre.proposals.actions.wishes import WishesClosed, tell_wish
from bigre.proposals.models import Proposal, Wish
from tests.factories import people

from . import worker
from .conftest import DESK
from .gathering import Gathering, come_in
from .test_board import card, column
from .test_desk import BALANCE, BEACH, DEMOCRACY, WALK, card_of, drag, lies
from .test_desk import MONDAY as ON_MONDAY
from .test_programme_team import LONG
from .vote import ACCEPTED, FISH, SING, SLEEP, SWIM, TALK, Vote, prepare_vote

HERE = "/editions/bigre-2022/"
DURING_THE_VOTE, AFTER_THE_VOTE = date(2022, 5, 10), date(2022, 5, 16)
NOW = datetime(2022, 5, 10, 9, tzinfo=UTC)
# Whole columns and whole days fit: a card near the edge would scroll them while it is held.
TALL: Any = {"width": DESK["width"], "height": 2800}
LOVE, LIKE, NO = "J’y tiens beaucoup", "Ça me plairait", "Sans moi"


@pytest.fixture
def vote(bigre: Gathering, settings: Any) -> Vote:
    """The day is one of the vote's."""
    settings.DEMO, settings.DEMO_DAY = True, DURING_THE_VOTE
    return prepare_vote(bigre)


@pytest.fixture
def working(bigre: Gathering) -> Iterator[None]:
    with worker.at_work():
        yield


@pytest.mark.usefixtures("working")
def test_sixty_wishes_become_a_programme_and_everybody_concerned_is_told_once(
    page: Page, server: str, bigre: Gathering, vote: Vote, settings: Any
) -> None:
    _sixty_people_wish(page, server, vote)
    _keep(bigre, vote)
    come_in(page, server, bigre.chloe)
    page.set_viewport_size(TALL)
    _read_nothing_before_the_vote_is_closed(page, server, settings)
    _balance_and_decide(page, server)
    _tell_the_decisions(page, vote)
    _plan_the_rest(page, server)
    _move_by_hand(page, _draft(bigre))
    _take_half_of_a_repair(page, server)
    _publish(page)
    _everybody_concerned_has_one_mail(bigre, vote)


def _sixty_people_wish(page: Page, server: str, vote: Vote) -> None:
    _wish_on_a_phone(page, server, vote.alice, {SWIM: LOVE, SING: LIKE, FISH: LOVE, TALK: NO, SLEEP: LIKE})
    _wish_on_a_phone(page, server, vote.zoe, {SWIM: LIKE, SING: LOVE, FISH: NO, TALK: NO, SLEEP: NO})
    found = list(Proposal.objects.filter(state=Proposal.State.SUBMITTED).order_by("pk"))
    levels = cycle((Wish.Level.LOVE, Wish.Level.LIKE, Wish.Level.NO, Wish.Level.LIKE))
    for number, person in enumerate(vote.others):
        for one in (found[number % 5], found[(number + 2) % 5]):
            tell_wish(proposal=one, person=person, level=next(levels), moment=clock.now(), now=NOW)
    assert Wish.objects.values("person").distinct().count() == 60


def _wish_on_a_phone(page: Page, server: str, person: Person, answers: dict[str, str]) -> None:
    come_in(page, server, person)
    page.goto(f"{server}{HERE}proposals/wishes/?theme=mer")
    for answered in range(len(answers)):
        expect(page.get_by_role("status")).to_contain_text(f"{answered} sur 5")
        title = page.locator(".wish-card h2").inner_text()
        page.get_by_role("button", name=answers[title]).click()
    expect(page.get_by_role("heading", name="Tu as tout vu")).to_be_visible()


def _keep(bigre: Gathering, vote: Vote) -> None:
    """Alice and Zoé keep what will move, others what will not."""
    kept = {DEMOCRACY: vote.alice, WALK: vote.zoe, "Tisser": vote.others[0], BALANCE: vote.others[1]}
    for title, person in kept.items():
        Favourite.objects.create(person=person, activity=bigre.edition.activities.get(title=title))


def _read_nothing_before_the_vote_is_closed(page: Page, server: str, settings: Any) -> None:
    page.goto(f"{server}{HERE}proposals/wishes/counts/")
    expect(page.get_by_role("heading", name="Personne ne le sait encore")).to_be_visible()
    settings.DEMO_DAY = AFTER_THE_VOTE
    page.reload()
    swum = Counter(Wish.objects.filter(proposal__title=SWIM).values_list("level", flat=True))
    numbers = page.get_by_role("row", name=SWIM).get_by_role("cell")
    expect(numbers).to_have_text([str(swum[level]) for level in (Wish.Level.LOVE, Wish.Level.LIKE, Wish.Level.NO)])
    page.goto(f"{server}{HERE}proposals/wishes/")
    expect(page.get_by_role("heading", name="Les souhaits sont clos")).to_be_visible()
    late = Proposal.objects.get(title=SWIM)
    with pytest.raises(WishesClosed):
        tell_wish(proposal=late, person=Person.objects.get(name="Alice"), level=None, moment=clock.now(), now=NOW)


def _balance_and_decide(page: Page, server: str) -> None:
    page.goto(f"{server}{HERE}proposals/board/targets/")
    page.get_by_label("Vivre la mer").fill("3")
    page.get_by_role("button", name="Enregistrer").click()
    page.goto(f"{server}{HERE}proposals/board/")
    balance = page.get_by_role("row", name="Vivre la mer")
    expect(balance).to_contain_text("0 sur 3")
    card(page, SWIM).drag_to(column(page, "accepted").get_by_role("heading").first)
    expect(balance).to_contain_text("1 sur 3")
    for title in (SING, FISH):
        page.get_by_label(f"Choisir « {title} »").check()
    page.get_by_role("button", name="Décider de celles qui sont cochées").click()
    page.get_by_label("Retenue", exact=True).check()
    page.get_by_role("button", name="Déplacer", exact=True).click()
    expect(balance).to_contain_text("3 sur 3")
    _put_aside(page, TALK, "Non retenue", "La grille est pleine.")
    expect(column(page, "declined")).to_contain_text(TALK)
    _put_aside(page, SLEEP, "Reportée en espace libre", "La météo décidera sur place.")
    expect(column(page, "open_space")).to_contain_text(SLEEP)
    for title in ACCEPTED:
        expect(column(page, "accepted")).to_contain_text(title)


def _put_aside(page: Page, title: str, where: str, why: str) -> None:
    card(page, title).get_by_role("link", name="Déplacer").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(where).check()
    dialog.get_by_label("Pourquoi, en un mot").select_option(index=1)
    dialog.get_by_label("La raison, en quelques phrases").fill(why)
    dialog.get_by_role("button", name="Déplacer").click()


def _tell_the_decisions(page: Page, vote: Vote) -> None:
    page.get_by_role("link", name="Annoncer les décisions").click()
    page.get_by_role("button", name="Envoyer ces messages").click()
    expect(page.get_by_text("5 messages sont partis au courrier.")).to_be_visible()
    told = {mail.to: mail.body for mail in OutgoingMail.objects.all()}
    assert sorted(told) == sorted(_address(one) for one in vote.leaders.values())
    assert "La grille est pleine." in told["karim@example.org"]
    assert "La météo décidera sur place." in told["leon@example.org"]
    for title in ACCEPTED:
        made = Proposal.objects.get(title=title)
        step = reverse("proposals:step", args=["bigre-2022", made.uuid, "confirmed"])
        people.signed_in(vote.leaders[title]).post(step)
    assert Proposal.objects.filter(state=Proposal.State.CONFIRMED).count() == 3


def _plan_the_rest(page: Page, server: str) -> None:
    """What is online stays; the three that were accepted find a place, in the draft first."""
    page.goto(f"{server}{HERE}programme/planning/versions/1/")
    page.get_by_role("button", name="Ajuster à la main").click()
    page.get_by_label("Au plus, en secondes").fill("5")
    page.get_by_role("button", name="Planifier le reste").click()
    expect(page.get_by_text("Le calcul est terminé.")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Relire ligne par ligne").click()
    expect(page.get_by_role("checkbox")).to_have_count(3)
    page.get_by_role("button", name="Prendre les lignes cochées").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que tu as pris")


def _draft(bigre: Gathering) -> TimetableVersion:
    return bigre.edition.versions.get(number=2)


def _move_by_hand(page: Page, draft: TimetableVersion) -> None:
    """A place where Bob is elsewhere says so; by keyboard the walk goes to the first one that is free."""
    page.get_by_role("link", name="Version 2", exact=True).first.click()
    page.get_by_role("button", name="Ajuster à la main").click()
    status = page.get_by_role("status")
    drag(page, card_of(page, WALK), ON_MONDAY, 10, BEACH)
    expect(status).to_contain_text(f"Bob Dunes est à « {DEMOCRACY} »")
    page.get_by_role("button", name="Laisser où elle était").click()
    before = lies(draft, WALK)
    card_of(page, WALK).get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".desk-place.free").first).to_be_attached()
    for key in ("ArrowDown", "ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
        if "libre" in status.inner_text():
            break
    expect(status).to_contain_text("libre")
    page.keyboard.press("Enter")
    expect(status).to_contain_text(f"« {WALK} » est posée.")
    expect(page.locator("#conflicts")).to_contain_text("Aucun conflit")
    assert lies(draft, WALK) not in (None, before)


def _take_half_of_a_repair(page: Page, server: str) -> None:
    page.goto(f"{server}{HERE}programme/planning/disruptions/")
    page.get_by_label("Ce qui manque").select_option(label="Oratoire")
    page.get_by_label("À partir de").fill("2022-08-22T09:00")
    page.get_by_label("Jusqu’à").fill("2022-08-22T13:00")
    page.get_by_role("button", name="Noter").click()
    page.goto(f"{server}{HERE}programme/planning/versions/2/")
    page.get_by_role("button", name="Réparer").click()
    expect(page.get_by_text("La recherche est terminée.")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Déranger le moins de monde").click()
    expect(page.get_by_role("checkbox", name=DEMOCRACY)).to_be_checked()
    page.get_by_role("checkbox", name="Tisser").uncheck()
    page.get_by_role("button", name="Prendre les lignes cochées").click()
    expect(page.locator("#taken")).to_contain_text(DEMOCRACY)
    expect(page.locator("#left")).to_contain_text("Tisser")


def _publish(page: Page) -> None:
    page.get_by_role("link", name="Publier cette version").click()
    expect(page.get_by_text("6 personnes recevront un message")).to_be_visible()
    # All that was accepted is confirmed; Dora's composting, from another day, is not.
    expect(page.get_by_text("1 activité n’est pas encore confirmée")).to_be_visible()
    # Her weaving stays, for now, where the oratory is closed.
    expect(page.get_by_text("Cette version enfreint 1 règle.")).to_be_visible()
    page.get_by_label("Je le sais, et je publie quand même").check()
    page.get_by_role("button", name="Publier pour tout le monde").click()
    expect(page.get_by_text("6 personnes reçoivent un message")).to_be_visible()


def _everybody_concerned_has_one_mail(bigre: Gathering, vote: Vote) -> None:
    """Those who lead or keep what moved or came, each one mail with all of it; neither Dora nor fifty-six others."""
    now = current_version(bigre.edition)
    assert now is not None
    assert now.number == 2
    mails = OutgoingMail.objects.filter(key__startswith="published:").order_by("to")
    told = {mail.to: {title for title in _titles(bigre) if f"« {title} »" in mail.body} for mail in mails}
    assert (len(mails), told) == (
        6,
        {
            "bob@example.org": {WALK, DEMOCRACY},
            "alice@example.org": {DEMOCRACY},
            _address(vote.zoe): {WALK},
            **{_address(vote.leaders[title]): {title} for title in ACCEPTED},
        },
    )
    for mail in mails.filter(to__in=["bob@example.org", "alice@example.org", _address(vote.zoe)]):
        assert "et non plus " in mail.body
    # Each decision was told once as well, and nothing else left.
    assert OutgoingMail.objects.count() == 6 + 5


def _titles(bigre: Gathering) -> set[str]:
    return set(bigre.edition.activities.values_list("title", flat=True)) | {TALK, SLEEP}


def _address(person: Person) -> str:
    assert person.account is not None
    return person.account.email
