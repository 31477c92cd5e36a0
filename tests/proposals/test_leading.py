"""Leading a proposal together: invitations, handing over, leaving, links back to a draft, where it stands."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.leading import leave_co_construction
from bigre.proposals.actions.transitions import decide
from bigre.proposals.models import Facilitation, Invitation, Proposal, ResumeLink
from bigre.proposals.queries.similar import similar_proposals
from bigre.proposals.queries.standing import standings
from tests.factories import proposals
from tests.factories.editions import edition, participation
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.programme import format_of

pytestmark = pytest.mark.django_db
State = Proposal.State
BASE = "/editions/bigre-2022/proposals/"
NOW = datetime(2022, 3, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _patient() -> None:
    cache.clear()


@pytest.fixture
def week() -> Edition:
    made = edition(life=Edition.Life.CALL_OPEN)
    proposals.call(made, opens_at=datetime(2020, 1, 1, tzinfo=UTC), closes_at=datetime(2099, 1, 1, tzinfo=UTC))
    return made


@pytest.fixture
def alice() -> Person:
    return person_with_account("Alice", languages=["nl"])


@pytest.fixture
def draft(week: Edition, alice: Person) -> Proposal:
    return proposals.proposal(
        week,
        "Lire un bilan",
        facilitators=[alice],
        state=State.DRAFT,
        revision=1,
        summary="On lit.",
        format=format_of(week),
    )


def at(proposal: Proposal, page: str) -> str:
    return f"{BASE}{proposal.uuid}/{page}/"


def path_in_mail(key: str) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", OutgoingMail.objects.get(key__startswith=key).body)
    assert found is not None
    return found[1]


def invited(draft: Proposal, alice: Person, email: str = "dina@example.org") -> str:
    assert signed_in(alice).post(at(draft, "facilitators"), {"email": email}).status_code == 302
    return path_in_mail("invitation:")


def lead_names(proposal: Proposal) -> list[tuple[str, bool]]:
    return list(proposal.facilitations.order_by("pk").values_list("person__name", "is_contact"))


def test_somebody_invited_by_mail_accepts_and_their_address_is_forgotten(draft: Proposal, alice: Person) -> None:
    link = invited(draft, alice)
    dina = person_with_account("Dina")
    signed_in(dina).post(link, {"answer": "accept"})
    answered = Invitation.objects.get()
    assert lead_names(draft) == [("Alice", True), ("Dina", False)]
    assert (answered.email, answered.person, answered.accepted) == ("", dina, True)
    assert signed_in(dina).get(at(draft, "write")).status_code == 200
    # A second answer, by whoever finds the mail, changes nothing.
    signed_in(person_with_account("Eve")).post(link, {"answer": "accept"})
    assert lead_names(draft) == [("Alice", True), ("Dina", False)]


def test_refusing_needs_no_account_accepting_does(draft: Proposal, alice: Person, client: Client) -> None:
    link = invited(draft, alice)
    client.post(link, {"answer": "accept"})
    assert Invitation.objects.get().answered_at is None
    client.post(link, {"answer": "refuse"})
    answered = Invitation.objects.get()
    assert (answered.accepted, answered.email, lead_names(draft)) == (False, "", [("Alice", True)])
    assert "Refusée" in signed_in(alice).get(at(draft, "facilitators")).content.decode()


def test_the_link_of_an_invitation_opens_nothing_but_the_invitation(
    draft: Proposal, alice: Person, client: Client
) -> None:
    draft.text = "Secret du brouillon"
    draft.save()
    link = invited(draft, alice)
    assert "Secret du brouillon" not in client.get(link).content.decode()
    assert client.get(f"{BASE}resume/{link.split('/')[-2]}/").status_code == 404
    assert client.get(link.replace("bigre-2022", edition("other").slug)).status_code == 404


def test_an_invitation_taken_back_opens_nothing(draft: Proposal, alice: Person, client: Client) -> None:
    link, made = invited(draft, alice), Invitation.objects.get()
    signed_in(alice).post(at(draft, f"invitations/{made.pk}/take-back"))
    made.refresh_from_db()
    assert (client.get(link).status_code, made.email) == (404, "")


def test_the_same_address_is_invited_once_and_a_flood_is_stopped(draft: Proposal, alice: Person) -> None:
    browser = signed_in(alice)
    codes = [browser.post(at(draft, "facilitators"), {"email": "dina@example.org"}).status_code for _ in range(2)]
    own = browser.post(at(draft, "facilitators"), {"email": "ALICE@example.org"}).status_code
    assert (codes, own, OutgoingMail.objects.count()) == ([302, 422], 422, 1)
    many = [browser.post(at(draft, "facilitators"), {"email": f"a{n}@example.org"}).status_code for n in range(18)]
    assert many == [302] * 17 + [429]


def test_the_contact_hands_over_before_leaving_and_the_last_one_stays(draft: Proposal, alice: Person) -> None:
    browser = signed_in(alice)
    browser.post(at(draft, "facilitators/leave"))
    assert lead_names(draft) == [("Alice", True)]
    Facilitation.objects.create(proposal=draft, person=(bob := person_with_account("Bob")))
    browser.post(at(draft, "facilitators/leave"))
    signed_in(bob).post(at(draft, f"facilitators/{bob.uuid}/hand-over"))
    assert lead_names(draft) == [("Alice", True), ("Bob", False)]
    browser.post(at(draft, f"facilitators/{bob.uuid}/hand-over"))
    browser.post(at(draft, "facilitators/leave"))
    assert lead_names(draft) == [("Bob", True)]


def test_the_link_of_a_mail_opens_one_draft_to_its_person_and_nothing_else(
    week: Edition, draft: Proposal, alice: Person, client: Client
) -> None:
    other = proposals.proposal(week, "L’autre", facilitators=[alice], state=State.DRAFT)
    signed_in(alice).post(at(draft, "resume-link"))
    link = path_in_mail("resume:")
    assert "Lire un bilan" in client.get(link).content.decode()
    client.post(link, {"title": "Repris", "revision": "1", "submit": "1"})
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Repris", State.DRAFT)
    pages = [at(draft, "write"), at(other, "write"), f"{BASE}mine/", "/me/", f"{BASE}{draft.uuid}/"]
    assert {client.get(page).status_code for page in pages} == {302}
    assert client.post(at(draft, "facilitators"), {"email": "x@example.org"}).status_code == 302
    assert "L’autre" not in client.get(link).content.decode()


@pytest.mark.parametrize("ends", ["expired", "submitted", "left", "renewed"])
def test_the_link_ends(week: Edition, draft: Proposal, alice: Person, client: Client, ends: str) -> None:
    signed_in(alice).post(at(draft, "resume-link"))
    link = path_in_mail("resume:")
    if ends == "expired":
        ResumeLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    elif ends == "submitted":
        Proposal.objects.update(state=State.SUBMITTED)
    elif ends == "left":
        draft.facilitations.all().delete()
    else:
        signed_in(alice).post(at(draft, "resume-link"))
    assert client.get(link).status_code == 404


def test_submitting_says_what_is_missing_then_tells_all_who_lead(draft: Proposal, alice: Person) -> None:
    Facilitation.objects.create(proposal=draft, person=person_with_account("Bob"))
    sent: dict[str, Any] = {"title": "T", "revision": "1", "submit": "1", "summary": "", "languages": ["fr"]}
    page = signed_in(alice).post(at(draft, "write"), sent)
    assert (page.status_code, "Il manque un format." in page.content.decode()) == (422, True)
    full = {**sent, "revision": "2", "summary": "On lit.", "format": draft.format_id}
    signed_in(alice).post(at(draft, "write"), full)
    draft.refresh_from_db()
    mails = OutgoingMail.objects.filter(key__startswith="submitted:").order_by("to").values_list("to", flat=True)
    assert (draft.state, draft.late, list(mails)) == (
        State.SUBMITTED,
        False,
        ["alice@example.org", "bob@example.org"],
    )


def test_after_closing_a_proposal_is_late_and_says_so(week: Edition, draft: Proposal, alice: Person) -> None:
    week.call.closes_at = datetime(2021, 1, 1, tzinfo=UTC)
    week.call.save()
    assert "L’appel est clos" in signed_in(alice).get(at(draft, "write")).content.decode()
    signed_in(alice).post(at(draft, "steps/submitted"))
    draft.refresh_from_db()
    assert (draft.state, draft.late) == (State.SUBMITTED, True)


def test_a_required_question_is_needed_to_submit_only(week: Edition, draft: Proposal, alice: Person) -> None:
    proposals.question(week, "Pour qui ?", required=True)
    signed_in(alice).post(at(draft, "steps/submitted"))
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_those_who_lead_read_the_reason_and_only_the_contact_confirms(draft: Proposal, alice: Person) -> None:
    Facilitation.objects.create(proposal=draft, person=(bob := person_with_account("Bob")))
    Proposal.objects.update(state=State.DISCUSSED)
    decide(proposal=draft, target=State.ACCEPTED, by=person("Chloé"), now=NOW, reason="Elle manquait.")
    assert "Elle manquait." in signed_in(bob).get(f"{BASE}mine/").content.decode()
    signed_in(bob).post(at(draft, "steps/confirmed"))
    draft.refresh_from_db()
    assert draft.state == State.ACCEPTED
    signed_in(alice).post(at(draft, "steps/confirmed"))
    draft.refresh_from_db()
    assert draft.state == State.CONFIRMED


def test_others_do_not_read_why(week: Edition, draft: Proposal) -> None:
    Proposal.objects.update(state=State.DISCUSSED)
    decide(proposal=draft, target=State.DECLINED, by=None, now=NOW, reason="Secret", category="other")
    participation(reader := person_with_account("Zoé"), week)
    assert "Secret" not in signed_in(reader).get(f"{BASE}{draft.uuid}/").content.decode()


def test_who_does_not_come_leaves_proposals_to_others_or_to_the_team(
    week: Edition, draft: Proposal, alice: Person
) -> None:
    shared = proposals.proposal(week, "À trois", facilitators=[alice, person("Bob"), person("Dina")])
    alone = proposals.proposal(week, "Seule", facilitators=[alice])
    page = signed_in(alice).get(f"{BASE}mine/stay-away/").content.decode()
    assert "Personne d’autre ne l’anime" in page
    assert Facilitation.objects.filter(person=alice).count() == 3
    leave_co_construction(person=alice, edition=week, now=NOW)
    assert lead_names(shared) == [("Bob", True), ("Dina", False)]
    assert (lead_names(alone), Proposal.objects.filter(pk=draft.pk).exists()) == ([], False)
    told = alone.transitions.get()
    assert (told.source, told.target, "Alice" in told.reason) == (State.ACCEPTED, State.ACCEPTED, False)


def test_what_is_near_appears_and_what_one_may_not_read_does_not(week: Edition, draft: Proposal, alice: Person) -> None:
    participation(alice, week)
    bob = person("Bob", name_audience=Audience.NOBODY)
    title, summary = "Lire les comptes d’une coopérative", "Apprendre à lire un bilan comptable."
    near = proposals.proposal(week, title, facilitators=[bob], state=State.SUBMITTED, summary=summary)
    proposals.proposal(week, title, facilitators=[bob], state=State.DRAFT, summary=summary)
    proposals.proposal(week, "Marche au bord de l’eau", facilitators=[bob], state=State.SUBMITTED)
    asked = {"title": "Bilan comptable", "summary": "Lire ensemble le bilan d’une coopérative."}
    title, summary = asked["title"], asked["summary"]
    assert similar_proposals(alice, week, title=title, summary=summary) == [near]
    page = signed_in(alice).post(f"{BASE}similar/", asked).content.decode()
    assert (near.title in page, "Bob" in page) == (True, False)
    assert similar_proposals(person("Personne"), week, title=title, summary=summary) == []


def test_my_proposals_take_as_many_queries_for_three_as_for_one(
    week: Edition, draft: Proposal, alice: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        assert len(standings(alice, week)) == 1
    for title in ("A", "B"):
        proposals.proposal(week, title, facilitators=[alice])
    with django_assert_num_queries(3):
        assert len(standings(alice, week)) == 3


def test_the_list_is_searched_by_title_and_begins_with_one_s_own(week: Edition, alice: Person, draft: Proposal) -> None:
    participation(alice, week)
    proposals.proposal(week, "Une fête", facilitators=[person("Bob")], state=State.SUBMITTED)
    page = signed_in(alice).get(BASE).content.decode()
    assert page.index("Lire un bilan") < page.index("Une fête")
    found = signed_in(alice).get(f"{BASE}?q=FETE").content.decode()
    assert ("Une fête" in found, "Lire un bilan" in found) == (True, False)
