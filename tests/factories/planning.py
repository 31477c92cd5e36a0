"""A small edition to plan: two days, two spaces, four activities; Bob leads two and arrives on the second day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.test import Client

from bigre.editions.models import Edition, Presence, Space
from bigre.people.models import Person
from bigre.programme.actions.disruptions import record_disruption
from bigre.programme.models import Activity, Disruption, TimetableVersion
from bigre.proposals.models import Proposal, Relation, Wish

from .editions import band, participation, protected_time, space, stop, team_member, venue
from .editions import edition as edition_of
from .people import person, person_with_account, signed_in
from .programme import activity, placement, theme, version

NOW = datetime(2022, 6, 1, 9, tzinfo=UTC)
MONDAY, TUESDAY = date(2022, 8, 22), date(2022, 8, 23)


@dataclass
class Small:
    """The edition and its rows by name."""

    edition: Edition
    oratory: Space
    beach: Space
    bob: Person
    alice: Person
    songs: Activity
    stories: Activity
    walk: Activity
    forum: Activity


def proposal(edition: Edition, title: str, **fields: object) -> Proposal:
    """A proposal of ninety minutes, retained."""
    given = {"duration_minutes": 90, "state": Proposal.State.ACCEPTED, **fields}
    return Proposal.objects.create(edition=edition, title=title, **given)


def wish(of: Person, activity: Activity, level: int = Wish.Level.LIKE) -> Wish:
    """A person's wish for the proposal behind an activity."""
    assert activity.proposal is not None
    return Wish.objects.create(person=of, proposal=activity.proposal, level=level)


def small_edition(slug: str = "bigre-2022") -> Small:
    """Mornings 9:30–11:00 and 11:15–12:45, lunch, afternoons 14:30–16:00; Alice wishes three activities."""
    edition = edition_of(slug, ends_on=TUESDAY, life=Edition.Life.PLANNING, closes_minutes=1200)
    lazaret = venue()
    stop(edition, venue=lazaret)
    oratory, beach = space(lazaret, "Oratoire", position=1), space(lazaret, "Plage", capacity=40, position=2)
    for name, start, end in (("Matin", 570, 660), ("Midi", 675, 765), ("Après-midi", 870, 960)):
        band(edition, name, start, end)
    protected_time(edition)
    bob, alice = person("Bob"), person("Alice")
    presence = participation(bob, edition)
    Presence.objects.create(
        participation=presence, starts_at=edition.moment(TUESDAY, 0), ends_at=edition.moment(TUESDAY, 1440)
    )
    participation(alice, edition, first_time=True)
    care = theme(edition, "Soin")
    songs, stories, walk, forum = (
        activity(edition, title, leaders=leaders, themes=[care], proposal=proposal(edition, title))
        for title, leaders in (("Chants", [bob]), ("Contes", [bob]), ("Marche", []), ("Forum", []))
    )
    songs.max_size, stories.ideal_size, walk.duration_minutes, forum.max_size = 20, 12, 150, 60
    for one in (songs, stories, walk, forum):
        one.save()
    for wished in (songs, walk):
        wish(alice, wished)
    wish(alice, forum, Wish.Level.LOVE)
    return Small(edition, oratory, beach, bob, alice, songs, stories, walk, forum)


def relation(kind: str, first: Activity, second: Activity) -> Relation:
    """An order or an exclusion between the proposals behind two activities."""
    assert first.proposal is not None
    assert second.proposal is not None
    return Relation.objects.create(kind=kind, first=first.proposal, second=second.proposal)


def disruption(small: Small, missing: Space | Person, day: date, start: int, end: int) -> Disruption:
    """A space closed or a person absent, from one minute of a day to another."""
    moment = small.edition.moment
    return record_disruption(
        edition=small.edition,
        missing=missing,
        starts_at=moment(day, start),
        ends_at=moment(day, end),
        by=None,
        now=NOW,
    )


def published(small: Small) -> TimetableVersion:
    """Chants and Contes on Tuesday in Oratoire, Marche on Monday on the beach, Forum on Monday in Oratoire."""
    made = version(small.edition)
    placement(made, small.songs, small.oratory, TUESDAY, 570)
    placement(made, small.stories, small.oratory, TUESDAY, 675)
    placement(made, small.walk, small.beach, MONDAY, 570)
    placement(made, small.forum, small.oratory, MONDAY, 870)
    return made


def chloe_of(small: Small) -> Client:
    """Chloé, of the programme team, who takes part, signed in."""
    chloe = person_with_account("Chloé")
    team_member(small.edition, chloe)
    participation(chloe, small.edition)
    return signed_in(chloe)
