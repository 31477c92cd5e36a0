"""The vote that one long journey walks through: what is proposed, and the sixty people who wish."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bigre.people.models import Account, Membership, Person
from bigre.programme.models import Activity, Lead
from bigre.proposals.models import Proposal
from tests.factories import editions, people, programme, proposals

from .gathering import MONDAY, MORNING, Gathering

DEMOCRACY = "Démocratie au travail"
SWIM, SING, FISH, TALK, SLEEP = (
    "Nager avec les algues",
    "Chanter sous les pins",
    "Pêcher à pied",
    "Parler pour ne rien dire",
    "Dormir à la belle étoile",
)
ACCEPTED = (SWIM, SING, FISH)
OPENS, CLOSES = datetime(2022, 5, 1, 8, tzinfo=UTC), datetime(2022, 5, 15, 20, tzinfo=UTC)


@dataclass
class Vote:
    """Five proposals, each of somebody else, and the sixty people who wish."""

    leaders: dict[str, Person]
    alice: Person
    zoe: Person
    others: list[Person]


def prepare_vote(bigre: Gathering) -> Vote:
    """Bob and Dora are in the programme already; five people propose; the vote lasts for the first half of May."""
    week = bigre.edition
    _programme_so_far(bigre)
    proposals.call(week, wishes_open_at=OPENS, wishes_close_at=CLOSES)
    sea = programme.theme(week, "Vivre la mer", slug="mer", colour=4)
    leaders = {}
    for title, name in zip((*ACCEPTED, TALK, SLEEP), ("Hugo", "Inès", "Jeanne", "Karim", "Léon"), strict=True):
        leaders[title] = people.person_with_account(name)
        editions.participation(leaders[title], week)
        proposals.proposal(week, title, facilitators=[leaders[title]], themes=[sea], state=Proposal.State.SUBMITTED)
    zoe, *others = _sixty_without_alice(bigre)
    return Vote(leaders, bigre.alice, zoe, others)


def _programme_so_far(bigre: Gathering) -> None:
    """Bob no longer leads twice at once; Dora weaves after him; there is a third space."""
    bigre.bob.account = people.account("bob@example.org")
    bigre.bob.save()
    oratory = bigre.version.placements.get(activity__title=DEMOCRACY).space
    editions.space(oratory.venue, "Pinède", position=3)
    compost = bigre.activities["Composter à plusieurs"]
    Activity.objects.filter(pk=compost.pk).update(proposal=bigre.proposal)
    dora = people.person_with_account("Dora")
    Lead.objects.filter(activity=compost).update(person=dora)
    weave = programme.activity(bigre.edition, "Tisser", leaders=[dora])
    programme.placement(bigre.version, weave, oratory, MONDAY, MORNING + 105)


def _sixty_without_alice(bigre: Gathering) -> list[Person]:
    """All of them have an address: nobody is left without a mail for want of one."""
    accounts = Account.objects.bulk_create(Account(email=f"p{n}@example.org") for n in range(59))
    made = Person.objects.bulk_create(Person(name=f"Personne {n}", account=one) for n, one in enumerate(accounts))
    Membership.objects.bulk_create(Membership(person=one, cooperative=bigre.cooperative) for one in made)
    return made
