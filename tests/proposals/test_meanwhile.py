"""Two people write at once: what only one of them touched is kept for both, and only what both changed is asked."""

from datetime import UTC, datetime
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.forms.meanwhile import join
from bigre.proposals.forms.proposal import ProposalForm
from bigre.proposals.models import Facilitation, Proposal, Relation
from tests.factories import proposals
from tests.factories.editions import edition, equipment, participation
from tests.factories.people import person_with_account, signed_in
from tests.factories.programme import theme

pytestmark = pytest.mark.django_db
State = Proposal.State
LONG_AGO, FAR = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
NEW = "/editions/bigre-2022/proposals/new/"
QUIET = {"Accept": "application/json"}
ALSO = "Quelqu’un d’autre a écrit en même temps"


@pytest.fixture
def week() -> Edition:
    made = edition(life=Edition.Life.CALL_OPEN)
    proposals.call(made, opens_at=LONG_AGO, closes_at=FAR)
    return made


@pytest.fixture
def alice(week: Edition) -> Person:
    made = person_with_account("Alice")
    participation(made, week)
    return made


@pytest.fixture
def draft(week: Edition, alice: Person) -> Proposal:
    return proposals.proposal(week, "Brouillon", facilitators=[alice], state=State.DRAFT, revision=1, text="Au début.")


class Writer:
    """Somebody who has the form open, and sends it as it stands."""

    def __init__(self, who: Person, draft: Proposal) -> None:
        self.browser, self.address = signed_in(who), f"/editions/bigre-2022/proposals/{draft.uuid}/write/"
        form = self.browser.get(self.address).context["form"]
        self.typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", False)}

    def send(self, *, quiet: bool = False, **typed: Any) -> Any:
        """The whole form, with these answers changed since it was opened."""
        self.typed |= typed
        given = {name: value for name, value in self.typed.items() if value not in (None, "", [])}
        return self.browser.post(self.address, given, headers=QUIET if quiet else {})


@pytest.fixture
def hers(alice: Person, draft: Proposal) -> Writer:
    return Writer(alice, draft)


@pytest.fixture
def his(week: Edition, draft: Proposal, hers: Writer) -> Writer:
    """Bob opens the form after Alice, before either has sent anything."""
    bob = person_with_account("Bob")
    Facilitation.objects.create(proposal=draft, person=bob)
    return Writer(bob, draft)


def now(draft: Proposal, *names: str) -> list[Any]:
    draft.refresh_from_db()
    return [getattr(draft, name) for name in names]


def test_what_each_wrote_elsewhere_is_kept_without_a_question(draft: Proposal, hers: Writer, his: Writer) -> None:
    his.send(summary="De Bob.", languages=["fr", "nl"])
    saved = hers.send(text="D’Alice.", quiet=True)
    assert saved.status_code == 200
    assert now(draft, "text", "summary", "languages") == ["D’Alice.", "De Bob.", ["fr", "nl"]]
    told = saved.json()
    assert (told["theirs"], told["revision"]) == ({"summary": ["De Bob."], "languages": ["fr", "nl"]}, 3)
    assert ALSO in told["also"]


def test_only_the_field_that_both_changed_is_asked(draft: Proposal, hers: Writer, his: Writer) -> None:
    his.send(text="De Bob.", title="Titre de Bob")
    both = hers.send(text="D’Alice.", summary="Résumé d’Alice.")
    page = unescape(both.content.decode())
    assert (both.status_code, page.count("Version enregistrée")) == (409, 1)
    assert now(draft, "text", "title", "summary") == ["De Bob.", "Titre de Bob", ""]
    choice = {one.name: one.value() for one in both.context["same"] if one.value() not in (None, "", False)}
    answer = choice | {"resolve": "1", "revision": "2", "asked": ["text"], "keep_text": "mine", "text": "D’Alice."}
    assert hers.browser.post(hers.address, answer).status_code == 302
    assert now(draft, "text", "title", "summary") == ["D’Alice.", "Titre de Bob", "Résumé d’Alice."]


def test_a_script_that_saves_hears_of_a_conflict_and_writes_nothing(draft: Proposal, hers: Writer, his: Writer) -> None:
    his.send(text="De Bob.")
    assert hers.send(text="D’Alice.", quiet=True).status_code == 409
    assert now(draft, "text") == ["De Bob."]


def test_the_same_change_twice_is_no_question(draft: Proposal, hers: Writer, his: Writer) -> None:
    his.send(text="Pareil.\nTout à fait.")
    assert hers.send(text="Pareil.\r\nTout à fait.\r\n").status_code == 302
    assert now(draft, "text") == ["Pareil.\r\nTout à fait."]


def test_boxes_that_one_ticked_stay_ticked_when_the_other_writes(week: Edition, alice: Person, draft: Proposal) -> None:
    vegetal, screen = theme(week, "Écologie"), equipment("Vidéoprojecteur")
    bob = person_with_account("Bob")
    Facilitation.objects.create(proposal=draft, person=bob)
    hers, his = Writer(alice, draft), Writer(bob, draft)
    his.send(themes=[vegetal.pk], equipment=[screen.pk], wants_interpreter="on")
    hers.send(text="D’Alice.")
    assert now(draft, "text", "wants_interpreter") == ["D’Alice.", True]
    assert (list(draft.themes.all()), list(draft.equipment.all())) == ([vegetal], [screen])


def test_a_relation_that_one_added_survives_the_other_s_saving(week: Edition, alice: Person, draft: Proposal) -> None:
    other = proposals.proposal(week, "Danser", state=State.SUBMITTED)
    bob = person_with_account("Bob")
    participation(bob, week)
    Facilitation.objects.create(proposal=draft, person=bob)
    hers, his = Writer(alice, draft), Writer(bob, draft)
    his.send(how_0="before", other_0=other.pk)
    hers.send(text="D’Alice.")
    assert list(Relation.objects.values_list("kind", "first", "second")) == [("before", draft.pk, other.pk)]
    assert now(draft, "text") == ["D’Alice."]


def test_typing_on_after_the_other_s_words_came_in_asks_nothing(draft: Proposal, hers: Writer, his: Writer) -> None:
    his.send(summary="De Bob.")
    told = hers.send(text="D’Alice.", quiet=True).json()
    # What the page's script does with the answer.
    hers.typed |= {"summary": "De Bob.", "revision": told["revision"], "base": told["base"]}
    assert hers.send(text="D’Alice, plus longtemps.", quiet=True).json()["theirs"] == {}
    assert now(draft, "text", "summary") == ["D’Alice, plus longtemps.", "De Bob."]


def test_words_that_did_not_come_into_the_page_are_not_overwritten(draft: Proposal, hers: Writer, his: Writer) -> None:
    his.send(summary="De Bob.")
    hers.send(text="D’Alice.", quiet=True)
    # Her page still shows what she began from: it touches nothing of Bob's.
    hers.send(text="D’Alice, encore.", quiet=True)
    assert now(draft, "summary") == ["De Bob."]


def test_a_first_version_sent_again_is_no_conflict_with_oneself(week: Edition, alice: Person) -> None:
    browser = signed_in(alice)
    form = browser.get(NEW).context["form"]
    given = {"uuid": str(form.instance.uuid), "base": form.initial["base"], "revision": "0", "title": "Danser"}
    assert browser.post(NEW, given, headers=QUIET).status_code == 200
    assert browser.post(NEW, given | {"title": "Danser en rond"}, headers=QUIET).status_code == 200
    assert Proposal.objects.get().title == "Danser en rond"


@pytest.mark.parametrize("base", ["", "rien", "[]", "3"])
def test_a_page_that_does_not_say_what_it_began_from_is_asked_about_everything(
    draft: Proposal, hers: Writer, his: Writer, base: str
) -> None:
    his.send(summary="De Bob.")
    hers.typed["base"] = base
    assert hers.send(text="D’Alice.").status_code == 409
    assert now(draft, "text", "summary") == ["Au début.", "De Bob."]


@pytest.mark.parametrize(("state", "told"), [(State.SUBMITTED, False), (State.ACCEPTED, True), (State.CONFIRMED, True)])
def test_whoever_rewrites_what_is_accepted_knows_that_the_programme_waits_for_the_team(
    draft: Proposal, hers: Writer, state: str, told: bool
) -> None:
    Proposal.objects.update(state=state)
    page = unescape(hers.browser.get(hers.address).content.decode())
    assert ("et au programme dès que l’équipe le reprend" in page) == told


def test_whoever_does_not_lead_it_joins_nothing(draft: Proposal, hers: Writer) -> None:
    stranger: Client = signed_in(person_with_account("Émile"))
    assert stranger.post(hers.address, hers.typed).status_code == 404
    assert now(draft, "text") == ["Au début."]


def test_nobody_s_words_are_ever_lost_in_silence(week: Edition, alice: Person) -> None:
    """Whatever three texts: what one alone changed is kept, and where both did, differently, it is asked."""
    for before, mine, theirs in product(["", "un", "deux"], repeat=3):
        began = ProposalForm(instance=Proposal(edition=week, text=before, revision=1), person=alice)
        sent = QueryDict(mutable=True)
        sent.update({"text": mine, "revision": "1", "base": began.initial["base"]})
        saved = ProposalForm(instance=Proposal(edition=week, text=theirs, revision=2), person=alice)
        joined = join(sent, saved)
        assert joined.data.get("text", "") == (theirs if mine == before else mine)
        assert ("text" in joined.asked) == (len({before, mine, theirs}) == 3)
