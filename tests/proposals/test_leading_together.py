"""Leading a proposal together: invited by mail, accepted or refused, handed over, left."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Invitation, Note, Proposal, ResumeLink
from tests.factories.editions import edition
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.proposals import call, proposal
from tests.factories.writing import filled

pytestmark = pytest.mark.django_db
State = Proposal.State
HERE = "/editions/bigre-2022/proposals/"


@pytest.fixture
def week() -> Edition:
    made = edition(life=Edition.Life.CALL_OPEN)
    call(made)
    return made


@pytest.fixture
def bob() -> Person:
    return person_with_account("Bob")


@pytest.fixture
def draft(week: Edition, bob: Person) -> Proposal:
    return proposal(week, "Lire un bilan", facilitators=[bob], state=State.DRAFT)


def link_in(mail: OutgoingMail) -> str:
    """The path of the only secret link in a mail."""
    (address,) = re.findall(r"https?://\S+/proposals/(?:invitations|resume)/\S+", mail.body)
    return str(urlsplit(address).path)


def invited(draft: Proposal, by: Person, email: str = "dina@example.org") -> str:
    signed_in(by).post(f"{HERE}{draft.uuid}/invite/", {"email": email})
    return link_in(OutgoingMail.objects.get(to=email))


def leads(of: Proposal) -> list[tuple[str, bool]]:
    rows = Facilitation.objects.filter(proposal=of).order_by("pk").values_list("person__name", "is_contact")
    return list(rows)


def test_whoever_is_invited_reads_a_mail_and_accepts_once_signed_in(draft: Proposal, bob: Person) -> None:
    dina = person_with_account("Dina")
    path = invited(draft, bob)
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Bob te propose d’animer « Lire un bilan » ensemble"
    stranger = Client()
    assert "Lire un bilan" in stranger.get(path).content.decode()
    assert stranger.post(path, {"answer": "yes"}).headers["Location"].startswith("/account/login/")
    signed_in(dina).post(path, {"answer": "yes"})
    assert leads(draft) == [("Bob", True), ("Dina", False)]
    answered = Invitation.objects.get()
    assert (answered.accepted, answered.person, answered.email) == (True, dina, "")
    assert signed_in(dina).get(path).status_code == 404


def test_refusing_needs_no_account_and_the_address_is_forgotten(draft: Proposal, bob: Person) -> None:
    path = invited(draft, bob)
    page = Client().post(path, {"answer": "no"}).content.decode()
    answered = Invitation.objects.get()
    assert "Tu as refusé" in page
    assert (answered.accepted, answered.person, answered.email, leads(draft)) == (False, None, "", [("Bob", True)])


def test_an_invitation_taken_back_opens_nothing(draft: Proposal, bob: Person) -> None:
    path = invited(draft, bob)
    one = Invitation.objects.get()
    signed_in(bob).post(f"{HERE}{draft.uuid}/invitations/{one.pk}/take-back/")
    assert (Client().get(path).status_code, Client().post(path, {"answer": "yes"}).status_code) == (404, 404)
    assert Invitation.objects.get().email == ""


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("bob@example.org", "l’anime déjà"), ("Dina@example.org", "déjà invitée"), ("nobody", "adresse")],
)
def test_nobody_is_invited_twice(draft: Proposal, bob: Person, email: str, sentence: str) -> None:
    invited(draft, bob)
    answer = signed_in(bob).post(f"{HERE}{draft.uuid}/invite/", {"email": email})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert (Invitation.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_the_secret_is_kept_as_a_digest_and_belongs_to_one_edition(draft: Proposal, bob: Person) -> None:
    path = invited(draft, bob)
    secret = path.rstrip("/").rpartition("/")[2]
    edition("other", life=Edition.Life.CALL_OPEN)
    assert secret not in str(list(Invitation.objects.values()))
    assert Client().get(path.replace("bigre-2022", "other")).status_code == 404


def test_others_invite_nobody_and_take_nothing_back(draft: Proposal, bob: Person) -> None:
    invited(draft, bob)
    eve, one = signed_in(person_with_account("Eve")), Invitation.objects.get()
    paths = ("invite/", f"invitations/{one.pk}/take-back/", "hand-over/", "leave/", "link/")
    assert [eve.post(f"{HERE}{draft.uuid}/{path}", {"email": "eve@example.org"}).status_code for path in paths] == [
        404
    ] * 5
    assert (Invitation.objects.count(), leads(draft)) == (1, [("Bob", True)])


def test_the_contact_hands_over_and_only_the_contact(draft: Proposal, bob: Person) -> None:
    dina = person_with_account("Dina")
    hers = Facilitation.objects.create(proposal=draft, person=dina)
    assert signed_in(dina).post(f"{HERE}{draft.uuid}/hand-over/", {"to": hers.pk}).status_code == 403
    signed_in(bob).post(f"{HERE}{draft.uuid}/hand-over/", {"to": hers.pk})
    assert leads(draft) == [("Bob", False), ("Dina", True)]


def test_whoever_leaves_is_followed_by_who_has_led_the_longest_and_the_last_stays(draft: Proposal, bob: Person) -> None:
    assert "invite quelqu’un d’abord" in signed_in(bob).post(f"{HERE}{draft.uuid}/leave/", follow=True).content.decode()
    Facilitation.objects.create(proposal=draft, person=person("Dina"))
    Facilitation.objects.create(proposal=draft, person=person("Emma"))
    signed_in(bob).post(f"{HERE}{draft.uuid}/leave/")
    assert leads(draft) == [("Dina", True), ("Emma", False)]


def test_who_no_longer_comes_is_told_what_becomes_of_each_proposal_then_it_does(week: Edition, bob: Person) -> None:
    dina = person("Dina")
    shared = proposal(week, "À deux", facilitators=[bob, dina])
    alone = proposal(week, "Seul", facilitators=[bob], state=State.SUBMITTED)
    proposal(week, "Brouillon", facilitators=[bob], state=State.DRAFT)
    browser = signed_in(bob)
    page = browser.get(f"{HERE}mine/leave/").content.decode()
    assert page.index("À deux") < page.index("Seul") < page.index("Brouillon")
    browser.post(f"{HERE}mine/leave/")
    assert (leads(shared), leads(alone)) == ([("Dina", True)], [])
    assert set(Proposal.objects.values_list("title", flat=True)) == {"À deux", "Seul"}
    note = Note.objects.get()
    assert (note.proposal, note.author) == (alone, None)


def test_the_link_of_a_mail_opens_one_draft_and_nothing_else(draft: Proposal, bob: Person, week: Edition) -> None:
    other = proposal(week, "Un autre secret", facilitators=[bob], state=State.DRAFT)
    signed_in(bob).post(f"{HERE}{draft.uuid}/link/")
    path = link_in(OutgoingMail.objects.get())
    elsewhere = Client()
    page = elsewhere.get(path).content.decode()
    assert ("Lire un bilan" in page, other.title in page) == (True, False)
    elsewhere.post(path, filled(draft, title="Lire un bilan, encore", then="submit"))
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Lire un bilan, encore", State.DRAFT), "submitting asks for a sign-in"
    closed = (f"{HERE}mine/", f"{HERE}{draft.uuid}/", f"{HERE}{draft.uuid}/write/", "/me/")
    assert [elsewhere.get(address).status_code for address in closed] == [302] * 4


@pytest.mark.parametrize("end", ["expired", "revoked", "submitted", "left"])
def test_a_link_ends(draft: Proposal, bob: Person, end: str) -> None:
    signed_in(bob).post(f"{HERE}{draft.uuid}/link/")
    path = link_in(OutgoingMail.objects.get())
    if end == "expired":
        ResumeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif end == "revoked":
        signed_in(bob).post(f"{HERE}{draft.uuid}/link/")
    elif end == "submitted":
        Proposal.objects.update(state=State.SUBMITTED)
    else:
        Facilitation.objects.update(person=person("Dina"))
    assert Client().get(path).status_code == 404
    assert Client().post(path, filled(draft, title="Volé")).status_code == 404
    draft.refresh_from_db()
    assert draft.title == "Lire un bilan"
