"""The pages of a merge: who suggests, who reads, who answers, and what they are told."""

from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from bigre.core.models import Audience
from bigre.editions.models import Edition, TeamMember
from bigre.people.models import Person
from bigre.proposals.models import Merge, Proposal
from tests.factories.editions import edition, taking_part, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.proposals import proposal
from tests.factories.together import merge

pytestmark = pytest.mark.django_db
State = Proposal.State
MERGES = "/editions/bigre-2022/proposals/merges/"


@pytest.fixture(autouse=True)
def _unlimited() -> None:
    cache.clear()


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def alice(week: Edition) -> Person:
    return taking_part(week, "Alice")


@pytest.fixture
def bob(week: Edition) -> Person:
    return taking_part(week, "Bob")


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = taking_part(week, "Chloé")
    team_member(week, one)
    return one


@pytest.fixture
def reading(week: Edition, bob: Person) -> Proposal:
    return proposal(week, "Lire un bilan", facilitators=[bob], state=State.SUBMITTED, text="Avec peur.")


@pytest.fixture
def counting(week: Edition, alice: Person) -> Proposal:
    return proposal(week, "Compter et lire un bilan", facilitators=[alice], state=State.SUBMITTED, text="Sans peur.")


def suggesting(*parts: Proposal) -> str:
    return f"{MERGES}suggest/?" + "&".join(f"part={part.uuid}" for part in parts)


def read(who: Person, address: str) -> str:
    return unescape(signed_in(who).get(address).content.decode())


def words(**given: str) -> dict[str, str]:
    return {"title": "Lire et compter", "duration_minutes": "120", "text": "Tout.", "summary": "", "note": "", **given}


def test_the_nearest_proposals_are_offered_first(
    week: Edition, reading: Proposal, counting: Proposal, bob: Person
) -> None:
    proposal(week, "Nager au large", state=State.SUBMITTED)
    proposal(week, "Déjà retenue", state=State.ACCEPTED)
    proposal(week, "Brouillon secret", state=State.DRAFT)
    shown = read(bob, suggesting(reading))
    near, rest = shown.split("Toutes les autres", 1)
    assert ("Compter et lire un bilan" in near, "Nager au large" in rest) == (True, True)
    assert [title for title in ("Déjà retenue", "Brouillon secret") if title in shown] == []


def test_the_form_joins_the_texts_and_the_author_makes_one_of_them(
    reading: Proposal, counting: Proposal, bob: Person, alice: Person
) -> None:
    shown = read(bob, suggesting(reading, counting))
    joined = ("Lire un bilan + Compter et lire un bilan", "## Lire un bilan\n\nAvec peur.\n\n## Compter et lire")
    assert [text for text in joined if text not in shown] == []
    answer = signed_in(bob).post(suggesting(reading, counting), words())
    made = Merge.objects.get()
    assert answer.headers["Location"] == f"{MERGES}{made.pk}/"
    assert [part.proposal.title for part in made.parts.order_by("pk")] == ["Lire un bilan", "Compter et lire un bilan"]
    shown = read(alice, f"{MERGES}{made.pk}/")
    assert [text for text in ("Lire et compter", "Je suis d’accord", "Bob", "120 min") if text not in shown] == []
    page = read(alice, f"/editions/bigre-2022/proposals/{counting.uuid}/")
    assert "Une réunion est suggérée" in page


def test_a_form_with_gaps_is_refused_and_nothing_is_made(reading: Proposal, counting: Proposal, bob: Person) -> None:
    answer = signed_in(bob).post(suggesting(reading, counting), words(title="", duration_minutes="0"))
    assert (answer.status_code, Merge.objects.count()) == (422, 0)


def test_only_those_who_lead_a_part_and_the_programme_team_suggest(
    week: Edition, reading: Proposal, counting: Proposal, bob: Person, chloe: Person
) -> None:
    press, eva = taking_part(week, "Paul"), taking_part(week, "Eva")
    team_member(week, press, TeamMember.Role.PRESS)
    asked = suggesting(reading, counting)
    answers = [signed_in(who).get(asked).status_code for who in (bob, chloe, press, eva)]
    assert answers == [200, 200, 403, 403]
    assert signed_in(eva).post(asked, words()).status_code == 403
    assert Merge.objects.count() == 0


def test_a_draft_of_somebody_else_is_no_part(week: Edition, reading: Proposal, alice: Person, bob: Person) -> None:
    secret = proposal(week, "Brouillon secret", facilitators=[alice], state=State.DRAFT)
    shown = signed_in(bob).post(suggesting(reading, secret), words())
    assert ("secret" in shown.content.decode(), Merge.objects.count()) == (False, 0)


def test_a_merge_is_read_by_those_it_concerns(
    week: Edition, reading: Proposal, counting: Proposal, alice: Person, chloe: Person
) -> None:
    bob = Person.objects.get(name="Bob")
    made = merge(reading, counting, by=bob)
    eva, other = taking_part(week, "Eva"), person_with_account("Omar")
    team_member(edition("other"), other)
    people = {"alice": alice, "bob": bob, "chloe": chloe, "eva": eva, "other": other}

    def statuses() -> dict[str, int]:
        return {name: signed_in(who).get(f"{MERGES}{made.pk}/").status_code for name, who in people.items()}

    assert Client().get(f"{MERGES}{made.pk}/").status_code == 302
    assert statuses() == {"alice": 200, "bob": 200, "chloe": 404, "eva": 404, "other": 404}
    for act in ("agree", "refuse", "undo"):
        assert [signed_in(who).post(f"{MERGES}{made.pk}/{act}/").status_code for who in (chloe, eva, other)] == [
            404
        ] * 3
    signed_in(alice).post(f"{MERGES}{made.pk}/agree/")
    assert statuses() == {"alice": 200, "bob": 200, "chloe": 200, "eva": 404, "other": 404}


def test_once_done_each_page_leads_to_the_other_and_the_team_may_undo_it(
    reading: Proposal, counting: Proposal, alice: Person, bob: Person, chloe: Person
) -> None:
    made = merge(reading, counting, by=bob)
    shown = unescape(signed_in(alice).post(f"{MERGES}{made.pk}/agree/", follow=True).content.decode())
    assert "Tout le monde est d’accord" in shown
    result = f"/editions/bigre-2022/proposals/{made.result.uuid}/"
    assert f'href="{result}"' in read(alice, f"/editions/bigre-2022/proposals/{reading.uuid}/")
    credited = read(chloe, result)
    links = [f"/editions/bigre-2022/proposals/{part.uuid}/" for part in (reading, counting)]
    assert [link for link in links if link not in credited] == []
    assert ("Alice" in credited, "Bob" in credited) == (True, True)
    signed_in(chloe).post(f"{MERGES}{made.pk}/undo/")
    assert dict(Proposal.objects.values_list("title", "state")) == {
        "Lire un bilan": "submitted",
        "Compter et lire un bilan": "submitted",
        "Ensemble": "withdrawn",
    }


def test_a_part_decided_meanwhile_is_a_clear_refusal(reading: Proposal, counting: Proposal, alice: Person) -> None:
    made = merge(reading, counting, by=Person.objects.get(name="Bob"))
    Proposal.objects.filter(pk=reading.pk).update(state=State.DECLINED)
    shown = unescape(signed_in(alice).post(f"{MERGES}{made.pk}/agree/", follow=True).content.decode())
    assert "« Lire un bilan » a changé entre-temps (Non retenue)" in shown


def test_an_answer_that_comes_too_late_says_so(
    reading: Proposal, counting: Proposal, alice: Person, bob: Person
) -> None:
    made = merge(reading, counting, by=bob)
    signed_in(bob).post(f"{MERGES}{made.pk}/refuse/")
    shown = unescape(signed_in(alice).post(f"{MERGES}{made.pk}/agree/", follow=True).content.decode())
    assert "quelqu’un a répondu avant toi" in shown


def test_names_are_those_that_people_show(week: Edition, reading: Proposal, bob: Person) -> None:
    hidden = taking_part(week, "Cachée", name_audience=Audience.NOBODY)
    made = merge(reading, proposal(week, "Nager", facilitators=[hidden], state=State.SUBMITTED), by=bob)
    assert "Cachée" not in read(bob, f"{MERGES}{made.pk}/")
