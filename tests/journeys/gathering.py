"""The small gathering that journeys walk through, its three people, and how they come in."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from bigre.core.models import Audience
from bigre.editions.models import Edition, Space
from bigre.people.models import Cooperative, Person
from bigre.programme.models import Activity, TimetableVersion
from bigre.proposals.models import Format, Proposal, Theme
from tests.factories import editions, people, programme, proposals

MONDAY, TUESDAY = editions.MONDAY, editions.MONDAY + timedelta(days=1)
MORNING, AFTERNOON = 9 * 60 + 30, 14 * 60 + 30
FIVE_TITLES = {
    "Démocratie au travail",
    "Composter à plusieurs",
    "Samen een balans lezen",
    "Cooperatives across borders",
    "Marcher autour de l’étang",
}


@dataclass
class Gathering:
    """Two days, two spaces, five activities in three languages; who comes first, who leads, who plans."""

    edition: Edition
    cooperative: Cooperative
    alice: Person
    bob: Person
    chloe: Person
    version: TimetableVersion
    proposal: Proposal
    activities: dict[str, Activity] = field(default_factory=dict)

    def address_of(self, title: str) -> str:
        """Where the activity of this title is read."""
        return f"/editions/{self.edition.slug}/programme/{self.activities[title].uuid}/"


def gathering() -> Gathering:
    """Published, with Bob's face shown to everybody; Alice takes part, Chloé is of the programme team."""
    edition = editions.edition(ends_on=TUESDAY)
    editions.band(edition, "Matin", MORNING, 12 * 60 + 45)
    editions.band(edition, "Après-midi", AFTERNOON, 17 * 60)
    editions.protected_time(edition)
    alice, bob, chloe, cooperative = _people(edition)
    made = Gathering(
        edition=edition,
        cooperative=cooperative,
        alice=alice,
        bob=bob,
        chloe=chloe,
        version=programme.version(edition),
        proposal=proposals.proposal(edition, "Composter à plusieurs", facilitators=[bob]),
    )
    _activities(made)
    return made


def _people(edition: Edition) -> tuple[Person, Person, Person, Cooperative]:
    sete = people.place()
    cooperative = people.cooperative(place=sete)
    editions.involvement(cooperative, edition)
    bob = people.person_who_shows(Audience.EVERYONE, "Bob Dunes", about="Je jardine les dunes.", place=sete)
    people.occupation(bob)
    alice, chloe = people.person_with_account("Alice"), people.person_with_account("Chloé")
    for one in (alice, bob, chloe):
        people.membership(one, cooperative)
        editions.participation(one, edition)
    editions.team_member(edition, chloe)
    return alice, bob, chloe, cooperative


def _activities(made: Gathering) -> None:
    venue = editions.venue()
    editions.stop(made.edition, venue=venue)
    oratory, beach = editions.space(venue, position=1), editions.space(venue, "Plage", position=2, capacity=40)
    governance = programme.theme(made.edition, "Gouvernance", slug="gouvernance", colour=2)
    ecology = programme.theme(made.edition, "Écologie", slug="ecologie", colour=7)
    workshop, walk = (programme.format_of(made.edition, label) for label in ("Atelier", "Marche"))
    rows: list[tuple[str, str, Theme, Format, Space, date, int]] = [
        ("Démocratie au travail", "fr", governance, workshop, oratory, MONDAY, MORNING),
        ("Composter à plusieurs", "fr", ecology, workshop, beach, MONDAY, MORNING),
        ("Samen een balans lezen", "nl", governance, workshop, oratory, MONDAY, AFTERNOON),
        ("Cooperatives across borders", "en", ecology, workshop, oratory, TUESDAY, MORNING),
        ("Marcher autour de l’étang", "fr", ecology, walk, beach, TUESDAY, AFTERNOON),
    ]
    for title, language, theme, format_, space, day, minutes in rows:
        made.activities[title] = activity = programme.activity(
            made.edition,
            title,
            leaders=[made.bob],
            themes=[theme],
            format=format_,
            languages=[language],
            summary="On part d’un cas vrai, apporté par l’une de nous.",
            text="Apporte **ta** question.",
        )
        programme.placement(made.version, activity, space, day, minutes)


def come_in(page: Page, server: str, person: Person) -> None:
    """Give this browser the session of a person who signed in before."""
    client = Client()
    assert person.account is not None
    client.force_login(person.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": server}])
