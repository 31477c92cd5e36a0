"""What the team says of a proposal among itself, and who never reads it."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest

from bigre.core.models import OutgoingMail
from bigre.editions.models import Edition, TeamMember
from bigre.people.models import Person
from bigre.proposals.actions.team import ConflictOfInterest, answer_opinion, ask_opinion, write_note
from bigre.proposals.actions.transitions import decide
from bigre.proposals.models import Facilitation, Note, Opinion, Proposal
from tests.factories.editions import edition, participation, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.proposals import proposal

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)
SECRETS = ("Note secrète", "Question secrète", "Avis secret")


class Week:
    """An edition with Bob's proposal, on which the team has said all that it can say."""

    def __init__(self) -> None:
        self.edition = edition(life=Edition.Life.CALL_OPEN)
        names = ("Alice", "Bob", "Chloé", "Dina", "Paul")
        self.people = {name: person_with_account(name) for name in names}
        team_member(self.edition, self["Chloé"])
        team_member(self.edition, self["Dina"])
        team_member(self.edition, self["Paul"], TeamMember.Role.PRESS)
        for name in ("Alice", "Chloé"):
            participation(self[name], self.edition)
        self.proposal = proposal(self.edition, "Composter", facilitators=[self["Bob"]], state=Proposal.State.SUBMITTED)
        write_note(proposal=self.proposal, author=self["Chloé"], text="Note secrète", now=NOW)
        self.opinion = ask_opinion(
            proposal=self.proposal, of=self["Dina"], by=self["Chloé"], question="Question secrète", now=NOW
        )
        answer_opinion(opinion=self.opinion, text="Avis secret", now=NOW)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def address(self) -> str:
        return f"/editions/bigre-2022/proposals/{self.proposal.uuid}/"

    def read(self, name: str) -> str:
        return unescape(signed_in(self[name]).get(self.address).content.decode())

    def post(self, name: str, path: str, **given: Any) -> Any:
        return signed_in(self[name]).post(f"{self.address}{path}", given, follow=True)


@pytest.fixture
def week() -> Week:
    return Week()


@pytest.mark.parametrize(
    ("reader", "read"),
    [("Chloé", list(SECRETS)), ("Dina", list(SECRETS)), ("Paul", ["Note secrète"]), ("Bob", []), ("Alice", [])],
)
def test_notes_are_for_the_team_opinions_for_planners_and_nothing_for_others(
    week: Week, reader: str, read: list[str]
) -> None:
    page = week.read(reader)
    assert ([secret for secret in SECRETS if secret in page], "Composter" in page) == (read, True)


def test_a_planner_who_leads_the_proposal_reads_why_there_is_nothing_to_read(week: Week) -> None:
    Facilitation.objects.create(proposal=week.proposal, person=week["Chloé"])
    page = week.read("Chloé")
    assert [secret for secret in SECRETS if secret in page] == []
    assert "Tu animes cette proposition. Pour que l’équipe en parle librement" in page


def test_who_leads_writes_no_note_and_asks_nothing_about_their_own(week: Week) -> None:
    Facilitation.objects.create(proposal=week.proposal, person=week["Chloé"])
    dina = str(week["Dina"].uuid)
    assert week.post("Chloé", "notes/", text="Je suis très bien").status_code == 403
    assert week.post("Chloé", "opinions/", of=dina, question="Je suis bien ?").status_code == 403
    assert (Note.objects.count(), Opinion.objects.count()) == (1, 1)


def test_the_team_writes_a_note(week: Week) -> None:
    page = unescape(week.post("Paul", "notes/", text="À voir avec la presse").content.decode())
    assert ("À voir avec la presse" in page, "La note est gardée." in page) == (True, True)
    assert "rien n’a été gardé" in unescape(week.post("Paul", "notes/", text="  ").content.decode())
    assert Note.objects.count() == 2


def test_others_write_no_note(week: Week) -> None:
    for name, status in (("Bob", 403), ("Alice", 403)):
        assert week.post(name, "notes/", text="Moi aussi").status_code == status
    assert Note.objects.count() == 1


def test_a_colleague_is_asked_by_mail_and_answers(week: Week) -> None:
    Opinion.objects.all().delete()
    week.post("Chloé", "opinions/", of=str(week["Paul"].uuid), question="Assez joyeux ?")
    asked, mail = Opinion.objects.get(), OutgoingMail.objects.latest("pk")
    assert (mail.to, mail.subject, mail.key) == (
        "paul@example.org",
        "Ton avis sur « Composter »",
        f"opinion:{asked.pk}",
    )
    address = f"/editions/bigre-2022/proposals/opinions/{asked.pk}/"
    assert ("Assez joyeux ?" in mail.body, address in mail.body) == (True, True)
    assert "avis attendu" in week.read("Chloé")
    assert address in signed_in(week["Paul"]).get("/me/").content.decode()
    signed_in(week["Paul"]).post(address, {"text": "Très joyeux"})
    assert "Très joyeux" in week.read("Chloé")
    assert address not in signed_in(week["Paul"]).get("/me/").content.decode()


def test_only_who_is_asked_answers_and_not_once_they_lead_it(week: Week) -> None:
    address = f"/editions/bigre-2022/proposals/opinions/{week.opinion.pk}/"
    statuses = {name: signed_in(week[name]).get(address).status_code for name in week.people}
    assert statuses == {"Alice": 404, "Bob": 404, "Chloé": 404, "Dina": 200, "Paul": 404}
    Facilitation.objects.create(proposal=week.proposal, person=week["Dina"])
    assert signed_in(week["Dina"]).get(address).status_code == 404
    with pytest.raises(ConflictOfInterest):
        answer_opinion(opinion=week.opinion, text="Très bien", now=NOW)


def test_who_left_the_team_no_longer_answers_for_it(week: Week) -> None:
    TeamMember.objects.filter(person=week["Dina"]).delete()
    address = f"/editions/bigre-2022/proposals/opinions/{week.opinion.pk}/"
    assert signed_in(week["Dina"]).get(address).status_code == 404


def test_nobody_is_asked_twice_at_once_nor_outside_the_team_nor_about_their_own(week: Week) -> None:
    week.post("Chloé", "opinions/", of=str(week["Paul"].uuid))
    again = week.post("Chloé", "opinions/", of=str(week["Paul"].uuid))
    assert "déjà une question sans réponse" in unescape(again.content.decode())
    for name in ("Alice", "Bob", "Chloé"):
        page = week.post("Chloé", "opinions/", of=str(week[name].uuid))
        assert "rien n’a été envoyé" in unescape(page.content.decode())
    assert Opinion.objects.count() == 2


def test_the_team_reads_how_the_proposal_got_where_it_stands(week: Week) -> None:
    decide(
        proposal=week.proposal,
        target="declined",
        by=week["Chloé"],
        now=NOW,
        reason="La grille est pleine.",
        category="no_room",
    )
    page = week.read("Dina").split('id="team"')[1]
    words = ("Non retenue", "3 mai 2022, Chloé", "Plus de place dans la grille", "La grille est pleine.")
    assert [word for word in words if word not in page] == []
