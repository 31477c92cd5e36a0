"""The life of a cooperation: begun by some, joined by those who say yes, left by whoever wants to."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.test import Client

from bigre.core.models import Audience, OutgoingMail
from bigre.editions.models import Edition
from bigre.encounters.actions.cooperations import (
    CooperationEnded,
    NotAMember,
    NotInvited,
    accept_invitation,
    change_state,
    invite,
    leave_cooperation,
    refuse_invitation,
    start_cooperation,
)
from bigre.encounters.models import Cooperation, CooperationMember, Entry
from bigre.people.models import Person
from tests.factories.cooperations import cooperation, member
from tests.factories.editions import taking_part
from tests.factories.people import cooperative, membership, person, person_with_account, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 8, 25, 10, tzinfo=UTC)
LATER = datetime(2022, 9, 30, 22, 30, tzinfo=UTC)
State = Cooperation.State
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def bob(week: Edition) -> Person:
    return taking_part(week, "Bob", languages=["nl"])


def started(by: Person, *others: Person, week: Edition | None = None) -> Cooperation:
    return start_cooperation(
        by=by, name="Jardins", sentence="Planter à plusieurs.", with_people=others, edition=week, now=NOW
    )


def states(of: Cooperation) -> dict[str, str]:
    return dict(of.members.values_list("person__name", "state"))


def read(who: Person, address: str) -> str:
    return unescape(signed_in(who).get(address).content.decode())


def test_it_begins_as_an_idea_that_its_members_alone_see(week: Edition, alice: Person, bob: Person) -> None:
    pines = cooperative()
    membership(alice, pines)
    membership(alice, cooperative("Ancienne"), until_on=date(2020, 1, 1))
    membership(bob, cooperative("Dunes"))
    made = started(alice, bob, week=week)
    assert (made.state, made.audience, made.begun_on, made.edition) == (
        State.IDEA, Audience.NOBODY, date(2022, 8, 25), week,
    )  # fmt: skip
    assert states(made) == {"Alice": "member", "Bob": "invited"}
    # Bob brings his cooperative once he says yes, and not before.
    assert list(made.cooperatives.all()) == [pines]
    assert list(made.entries.values_list("kind", "state", "author__name")) == [("state", "idea", "Alice")]


def test_who_is_invited_gets_one_mail_in_their_language(alice: Person, bob: Person, week: Edition) -> None:
    made = started(alice, bob)
    for _again in range(2):
        invite(cooperation=made, people=[bob], by=alice, now=LATER)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.scope) == ("bob@example.org", "")
    assert f"/cooperations/{made.uuid}/invitation/" in mail.body
    # What is not translated yet stays French; the frame of the mail is not.
    assert mail.body.startswith("Dag Bob")


def test_only_people_whom_one_sees_by_name_are_invited(alice: Person, week: Edition) -> None:
    hidden = taking_part(week, "Cachée", name_audience=Audience.NOBODY)
    elsewhere = person_with_account("Omar")
    without = person("Sans compte", name_audience=Audience.EVERYONE)
    made = started(alice, hidden, elsewhere, without, alice)
    assert (states(made), OutgoingMail.objects.count()) == ({"Alice": "member"}, 0)
    form = signed_in(alice).get(f"/cooperations/new/?with={hidden.uuid}&with={elsewhere.uuid}&with=x").content.decode()
    assert [name for name in ("Cachée", "Omar") if name in form] == []


def test_who_hides_their_name_from_the_other_is_not_named_in_the_mail(week: Edition, bob: Person) -> None:
    quiet = taking_part(week, "Discrète", name_audience=Audience.NOBODY)
    started(quiet, bob)
    mail = OutgoingMail.objects.get()
    assert "Discrète" not in mail.body + mail.subject


def test_accepting_makes_a_member_who_brings_their_cooperatives(week: Edition, alice: Person, bob: Person) -> None:
    dunes, shown = cooperative("Dunes"), cooperative("Embruns")
    membership(bob, dunes)
    membership(bob, shown)
    made = started(alice, bob)
    answer = signed_in(bob).post(
        f"/cooperations/{made.uuid}/invitation/", {"answer": "accept", "cooperatives": [shown.pk]}
    )
    assert answer.headers["Location"] == f"/cooperations/{made.uuid}/"
    assert states(made) == {"Alice": "member", "Bob": "member"}
    # The one that he unticked stays his affair.
    assert list(made.cooperatives.all()) == [shown]
    told = OutgoingMail.objects.get(key__contains="joined")
    assert (told.to, "Bob" in told.body) == ("alice@example.org", True)
    with pytest.raises(NotInvited):
        accept_invitation(cooperation=made, person=bob, now=LATER)


def test_a_refusal_and_a_silence_look_the_same_to_everybody_else(week: Edition, alice: Person, bob: Person) -> None:
    eva = taking_part(week, "Eva")
    made = started(alice, bob, eva)
    addresses = (f"/cooperations/{made.uuid}/", f"/cooperations/{made.uuid}/people/?q=bob", "/cooperations/")
    client = signed_in(alice)

    def seen() -> list[str]:
        # The token against forgery is another one each time.
        return [TOKEN.sub("", client.get(address).content.decode()) for address in addresses]

    before, mails = seen(), OutgoingMail.objects.count()
    signed_in(bob).post(f"/cooperations/{made.uuid}/invitation/", {"answer": "refuse"})
    assert states(made) == {"Alice": "member", "Bob": "refused", "Eva": "invited"}
    assert seen() == before
    assert [name for name in ("Bob", "Eva") if name in read(alice, addresses[0])] == []
    # Asked again, both answers of the page and both silences of the outbox are the same.
    said = [
        client.post(addresses[1], {"person": str(one.uuid)}, follow=True).content.decode().count("C’est envoyé")
        for one in (bob, eva)
    ]
    assert (said, OutgoingMail.objects.count()) == ([1, 1], mails)


def test_who_said_no_reads_that_nobody_knows_and_may_change_their_mind(alice: Person, bob: Person) -> None:
    made = started(alice, bob)
    refuse_invitation(cooperation=made, person=bob, now=NOW)
    page = read(bob, f"/cooperations/{made.uuid}/invitation/")
    assert ("personne ne l’apprend" in page, "Dire non" in page) == (True, False)
    assert read(bob, "/cooperations/").count(made.name) == 0
    accept_invitation(cooperation=made, person=bob, now=LATER)
    assert states(made)["Bob"] == "member"


def test_nobody_is_of_it_before_saying_yes(week: Edition, alice: Person, bob: Person) -> None:
    made = started(alice, bob)
    Entry.objects.create(cooperation=made, author=alice, text="Secret de jardin", written_at=NOW)
    client = signed_in(bob)
    assert client.get(f"/cooperations/{made.uuid}/").headers["Location"] == f"/cooperations/{made.uuid}/invitation/"
    assert "Secret de jardin" not in read(bob, f"/cooperations/{made.uuid}/invitation/")
    for page in ("edit", "people"):
        assert client.get(f"/cooperations/{made.uuid}/{page}/").status_code == 404
    with pytest.raises(NotAMember):
        change_state(cooperation=made, state=State.TRIAL, by=bob, now=NOW)


def test_an_invitation_is_there_for_nobody_else(week: Edition, alice: Person, bob: Person) -> None:
    made = started(alice, bob)
    eva = taking_part(week, "Eva")
    assert signed_in(eva).get(f"/cooperations/{made.uuid}/invitation/").status_code == 404
    assert signed_in(eva).post(f"/cooperations/{made.uuid}/invitation/", {"answer": "accept"}).status_code == 404
    assert Client().get(f"/cooperations/{made.uuid}/invitation/").status_code == 302


def test_any_state_follows_any_and_each_is_noted_with_who_and_when(alice: Person, bob: Person) -> None:
    made = cooperation(alice, bob)
    way = [(State.ENDED, alice), (State.UNDER_WAY, bob), (State.PAUSED, bob), (State.FLOURISHING, alice)]
    for state, who in way:
        change_state(cooperation=made, state=state, by=who, now=LATER, text="Voilà.")
    made.refresh_from_db()
    assert (made.state, made.ended_on) == (State.FLOURISHING, None)
    noted = made.entries.order_by("pk").values_list("state", "author__name", "text", "written_at")
    assert list(noted) == [(state, who.name, "Voilà.", LATER) for state, who in way]


def test_an_end_has_its_day_in_paris(alice: Person) -> None:
    made = cooperation(alice)
    change_state(cooperation=made, state=State.ENDED, by=alice, now=LATER)
    made.refresh_from_db()
    assert made.ended_on == date(2022, 10, 1)


def test_saying_the_same_again_writes_nothing_unless_there_is_a_word(alice: Person) -> None:
    made = cooperation(alice)
    change_state(cooperation=made, state=State.IDEA, by=alice, now=NOW)
    assert made.entries.count() == 0
    change_state(cooperation=made, state=State.IDEA, by=alice, now=NOW, text="Toujours là.")
    assert list(made.entries.values_list("kind", "state", "text")) == [("note", "", "Toujours là.")]


def test_one_leaves_and_the_last_to_leave_ends_it(alice: Person, bob: Person, week: Edition) -> None:
    made, eva = cooperation(alice, bob), taking_part(week, "Eva")
    member(of=made, person=eva, state="invited")
    signed_in(bob).post(f"/cooperations/{made.uuid}/leave/")
    made.refresh_from_db()
    assert (states(made), made.state) == ({"Alice": "member", "Bob": "left", "Eva": "invited"}, State.IDEA)
    with pytest.raises(NotAMember):
        leave_cooperation(cooperation=made, person=bob, now=LATER)
    leave_cooperation(cooperation=made, person=alice, now=LATER)
    made.refresh_from_db()
    assert (made.state, made.ended_on) == (State.ENDED, date(2022, 10, 1))
    # Nobody is left to join.
    with pytest.raises(CooperationEnded):
        accept_invitation(cooperation=made, person=eva, now=LATER)
    assert "terminée entre-temps" in read(eva, f"/cooperations/{made.uuid}/invitation/")


def test_who_left_may_be_asked_again(alice: Person, bob: Person) -> None:
    made = cooperation(alice)
    row = member(of=made, person=bob, state="left")
    invite(cooperation=made, people=[bob], by=alice, now=LATER)
    row.refresh_from_db()
    assert (row.state, row.invited_by, OutgoingMail.objects.count()) == (CooperationMember.State.INVITED, alice, 1)


def test_the_form_starts_one_with_somebody_met(week: Edition, alice: Person, bob: Person) -> None:
    own = cooperative()
    membership(alice, own)
    client = signed_in(alice)
    address = f"/cooperations/new/?with={bob.uuid}&edition=bigre-2022"
    form = unescape(client.get(address).content.decode())
    assert ("Bob" in form, "Coopérative des Pins" in form, f'<option value="{week.pk}" selected>' in form) == (
        True,
    ) * 3
    given = {
        "name": "Jardins",
        "sentence": "Planter.",
        "people": [bob.pk],
        "edition": week.pk,
        "cooperatives": [own.pk],
    }
    answer = client.post(address, given | {"begun_on": "2022-08-24"})
    made = Cooperation.objects.get()
    assert answer.headers["Location"] == f"/cooperations/{made.uuid}/"
    assert (states(made), made.begun_on) == ({"Alice": "member", "Bob": "invited"}, date(2022, 8, 24))


def test_the_form_refuses_what_has_not_begun_and_people_whom_it_did_not_offer(
    week: Edition, alice: Person, bob: Person
) -> None:
    client = signed_in(alice)
    given = {"name": "Jardins", "sentence": "Planter."}
    assert client.post("/cooperations/new/", given | {"begun_on": "2099-01-01"}).status_code == 422
    assert client.post("/cooperations/new/", given | {"people": [bob.pk]}).status_code == 422
    assert Cooperation.objects.count() == 0


def test_inviting_is_limited(week: Edition, alice: Person, bob: Person) -> None:
    made = cooperation(alice)
    client, address = signed_in(alice), f"/cooperations/{made.uuid}/people/"
    answered = [client.post(address, {"person": str(bob.uuid)}).status_code for _time in range(21)]
    assert answered == [302] * 20 + [429]
