"""Writing a proposal: a draft from a title, saved as one types, and nobody's words overwritten."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Format, Proposal, Relation
from tests.factories import proposals
from tests.factories.editions import band, edition, participation
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.programme import format_of

pytestmark = pytest.mark.django_db
State = Proposal.State
NEW = "/editions/bigre-2022/proposals/new/"
LONG_AGO, FAR = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
QUIET = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _patient() -> None:
    cache.clear()


@pytest.fixture
def week() -> Edition:
    made = edition(life=Edition.Life.CALL_OPEN)
    proposals.call(made, opens_at=LONG_AGO, closes_at=FAR)
    return made


@pytest.fixture
def workshop(week: Edition) -> Format:
    return format_of(week, "Atelier")


@pytest.fixture
def alice(week: Edition) -> Person:
    made = person_with_account("Alice")
    participation(made, week)
    return made


@pytest.fixture
def draft(week: Edition, alice: Person) -> Proposal:
    return proposals.proposal(week, "Brouillon", facilitators=[alice], state=State.DRAFT, revision=1)


def at(proposal: Proposal, page: str = "write") -> str:
    return f"/editions/bigre-2022/proposals/{proposal.uuid}/{page}/"


def test_a_title_is_enough_for_a_draft_that_its_writer_leads(week: Edition, alice: Person) -> None:
    answer = signed_in(alice).post(NEW, {"title": "Lire un bilan"})
    made = Proposal.objects.get()
    assert answer.headers["Location"] == at(made)
    assert (made.title, made.state, made.revision, made.duration_minutes) == ("Lire un bilan", State.DRAFT, 1, 90)
    lead = Facilitation.objects.get()
    assert (lead.person, lead.proposal, lead.is_contact) == (alice, made, True)


def test_without_a_title_nothing_is_kept_and_what_was_typed_comes_back(week: Edition, alice: Person) -> None:
    answer = signed_in(alice).post(NEW, {"title": "", "summary": "Deux phrases."})
    assert (answer.status_code, Proposal.objects.count()) == (422, 0)
    assert "Deux phrases." in answer.content.decode()


def test_the_form_sent_twice_is_one_proposal(week: Edition, alice: Person) -> None:
    browser, uuid = signed_in(alice), "0f3f8d0e-3b0e-4f53-9c3e-0d4c5d1c9a11"
    sent = {"title": "Lire un bilan", "uuid": uuid, "revision": "0"}
    first = browser.post(NEW, sent, headers=QUIET).json()
    again = browser.post(NEW, {**sent, "summary": "Suite"}, headers=QUIET).json()
    assert (first["revision"], again["revision"], first["address"]) == (1, 2, again["address"])
    assert list(Proposal.objects.values_list("title", "summary")) == [("Lire un bilan", "Suite")]


def test_somebody_else_s_number_does_not_open_their_draft(week: Edition, draft: Proposal) -> None:
    signed_in(person_with_account("Bob")).post(NEW, {"title": "La mienne", "uuid": str(draft.uuid)})
    draft.refresh_from_db()
    assert draft.title == "Brouillon"
    assert Proposal.objects.exclude(pk=draft.pk).get().title == "La mienne"


def test_before_the_call_opens_its_moment_is_told_and_nothing_is_kept(alice: Person, week: Edition) -> None:
    week.call.opens_at = datetime(2098, 2, 1, tzinfo=UTC)
    week.call.save()
    page = signed_in(alice).post(NEW, {"title": "Trop tôt"})
    assert "L’appel ouvre le" in page.content.decode()
    assert Proposal.objects.count() == 0


def test_everything_that_the_form_says_is_kept(week: Edition, alice: Person, draft: Proposal, workshop: Format) -> None:
    band(week)
    question = proposals.question(week, choices=["Oui", "Non"])
    yes = question.choices.get(label_fr="Oui")
    other = proposals.proposal(week, "Une autre", facilitators=[person("Bob")], state=State.SUBMITTED)
    signed_in(alice).post(
        at(draft),
        {
            "title": "Lire un bilan",
            "revision": "1",
            "format": workshop.pk,
            "languages": ["fr", "nl"],
            "availability": ["2022-08-23.morning"],
            "how_0": "after",
            "other_0": other.pk,
            f"question_{question.pk}": yes.pk,
        },
    )
    draft.refresh_from_db()
    window, relation = draft.windows.get(), Relation.objects.get()
    assert (draft.title, draft.format, draft.languages, draft.duration_minutes, draft.revision) == (
        "Lire un bilan",
        workshop,
        ["fr", "nl"],
        workshop.duration_minutes,
        2,
    )
    assert (window.starts_at, window.ends_at) == tuple(
        week.moment(datetime(2022, 8, 23, tzinfo=UTC).date(), minutes) for minutes in (7 * 60, 13 * 60)
    )
    assert (relation.kind, relation.first, relation.second) == (Relation.Kind.BEFORE, other, draft)
    assert draft.answers.get().choice == yes


def test_the_grid_has_a_box_for_each_half_day_with_a_band(week: Edition, alice: Person, draft: Proposal) -> None:
    band(week)
    day = datetime(2022, 8, 23, tzinfo=UTC).date()
    draft.windows.create(starts_at=week.moment(day, 600), ends_at=week.moment(day, 660))
    page = signed_in(alice).get(at(draft)).content.decode()
    assert page.count('name="availability" value=') == 5
    assert 'value="2022-08-23.morning" checked' in page


def test_a_finer_window_stays_as_it_is_until_half_days_change(week: Edition, alice: Person, draft: Proposal) -> None:
    band(week)
    day = datetime(2022, 8, 23, tzinfo=UTC).date()
    fine = draft.windows.create(starts_at=week.moment(day, 600), ends_at=week.moment(day, 660))
    signed_in(alice).post(at(draft), {"title": "T", "revision": "1", "availability": ["2022-08-23.morning"]})
    assert draft.windows.get() == fine


def test_a_saving_is_acknowledged_with_its_hour_and_its_number(alice: Person, draft: Proposal) -> None:
    said = signed_in(alice).post(at(draft), {"title": "T", "revision": "1"}, headers=QUIET)
    assert (said.status_code, said.json()["revision"], said.json()["address"]) == (200, 2, at(draft))
    assert ":" in said.json()["hour"]


def test_availability_that_was_asked_again_is_answered_by_a_tick_not_by_any_saving(
    alice: Person, draft: Proposal
) -> None:
    draft.availability_asked_at = timezone.now()
    draft.save()
    browser = signed_in(alice)
    assert "redis-nous tes disponibilités" in browser.get(at(draft)).content.decode()
    browser.post(at(draft), {"title": "T", "revision": "1"})
    draft.refresh_from_db()
    assert draft.availability_asked_at is not None
    browser.post(at(draft), {"title": "T", "revision": "2", "availability_checked": "on"})
    draft.refresh_from_db()
    assert draft.availability_asked_at is None


@pytest.mark.parametrize("name", ["Bob", "Chloé"])
def test_nobody_else_reads_writes_or_saves_a_draft(week: Edition, draft: Proposal, name: str) -> None:
    other = person_with_account(name)
    participation(other, week)
    browser = signed_in(other)
    pages = ["write", "facilitators"]
    acts = ["write", "facilitators", "resume-link", "steps/submitted", "facilitators/leave"]
    assert [browser.get(at(draft, page)).status_code for page in pages] == [404, 404]
    assert {
        browser.post(at(draft, page), {"title": "À moi", "email": "x@example.org"}).status_code for page in acts
    } == {404}
    draft.refresh_from_db()
    assert (draft.title, draft.state, draft.invitations.count()) == ("Brouillon", State.DRAFT, 0)


def test_a_stranger_is_asked_to_sign_in(draft: Proposal, client: Client) -> None:
    assert client.post(at(draft), {"title": "À moi"}).headers["Location"].startswith("/account/login/")


def test_titles_of_others_drafts_are_not_offered(week: Edition, alice: Person, draft: Proposal) -> None:
    hidden = proposals.proposal(week, "Secret de Bob", facilitators=[person("Bob")], state=State.DRAFT)
    browser = signed_in(alice)
    assert "Secret de Bob" not in browser.get(at(draft)).content.decode()
    refused = browser.post(at(draft), {"title": "T", "revision": "1", "how_0": "before", "other_0": hidden.pk})
    assert (refused.status_code, Relation.objects.count()) in {(422, 0), (302, 0)}


def test_a_script_in_markdown_stays_inert(week: Edition, alice: Person, draft: Proposal) -> None:
    evil = "<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>"
    browser = signed_in(alice)
    browser.post(at(draft), {"title": "<b>T</b>", "summary": evil, "text": evil, "revision": "1"})
    page = browser.get(f"/editions/bigre-2022/proposals/{draft.uuid}/").content.decode()
    assert "alert(1)" in page
    assert not any(bad in page for bad in ("<script>alert", "<img src=x", 'href="javascript', "<b>T</b>"))


def test_floods_are_told_to_wait_and_saving_as_one_types_is_not_a_flood(week: Edition, alice: Person) -> None:
    browser = signed_in(alice)
    codes = [browser.post(NEW, {"title": f"Proposition {number}"}).status_code for number in range(11)]
    assert codes == [302] * 10 + [429]
    first = Proposal.objects.order_by("pk").first()
    assert first is not None
    saved = [
        browser.post(at(first), {"title": "T", "revision": str(number)}, headers=QUIET).status_code
        for number in range(1, 31)
    ]
    assert saved == [200] * 30


def rewritten(**fields: Any) -> dict[str, Any]:
    """The form as it is sent, with these answers."""
    return {"title": "Brouillon", "languages": ["fr"], "duration_minutes": "90", "revision": "1", **fields}


def test_who_saves_second_sees_both_versions_and_overwrites_nothing(alice: Person, draft: Proposal) -> None:
    Facilitation.objects.create(proposal=draft, person=(bob := person_with_account("Bob")))
    signed_in(bob).post(at(draft), rewritten(text="De Bob."))
    browser = signed_in(alice)
    both = browser.post(at(draft), rewritten(text="D’Alice."))
    page = both.content.decode()
    draft.refresh_from_db()
    assert (both.status_code, draft.text) == (409, "De Bob.")
    assert "De Bob." in page
    assert "D’Alice." in page
    assert browser.post(at(draft), rewritten(text="D’Alice."), headers=QUIET).status_code == 409


@pytest.mark.parametrize(
    ("keep", "text"), [("mine", "D’Alice."), ("theirs", "De Bob."), ("both", "De Bob.\n\nD’Alice.")]
)
def test_one_chooses_or_combines(alice: Person, draft: Proposal, keep: str, text: str) -> None:
    Proposal.objects.filter(pk=draft.pk).update(text="De Bob.", revision=2)
    choice = rewritten(text="D’Alice.", revision="2", resolve="1", asked=["text"], keep_text=keep)
    assert signed_in(alice).post(at(draft), choice).status_code == 302
    draft.refresh_from_db()
    assert (draft.text.replace("\r", ""), draft.revision) == (text, 3)


def test_without_a_choice_nothing_is_written(alice: Person, draft: Proposal) -> None:
    Proposal.objects.filter(pk=draft.pk).update(text="De Bob.", revision=2)
    again = signed_in(alice).post(at(draft), rewritten(text="D’Alice.", revision="2", resolve="1", asked=["text"]))
    draft.refresh_from_db()
    assert (again.status_code, draft.text) == (409, "De Bob.")


def test_the_same_words_from_two_people_are_no_conflict(alice: Person, draft: Proposal) -> None:
    Proposal.objects.filter(pk=draft.pk).update(text="Pareil", revision=4)
    said = signed_in(alice).post(at(draft), rewritten(text="Pareil"), headers=QUIET)
    assert (said.status_code, said.json()["revision"]) == (200, 4)
