"""The collectives of the demo: people of several cooperatives under one name."""

from bigre.people.models import Collective

from .cast import Participant
from .chance import chance_for
from .content import Row, content


def create_collectives(people: list[Participant], leaders: dict[str, list[Participant]]) -> None:
    """Each collective with its members: who leads its proposals, then others of its trades."""
    rows = content("collectives")["collective"]
    collectives = [
        Collective(slug=row["slug"], name=row["name"], summary=row["summary"], invented=True) for row in rows
    ]
    Collective.objects.bulk_create(collectives)
    belongs = Collective.members.through
    belongs.objects.bulk_create(
        [
            belongs(collective=collective, person=one.person)
            for collective, row in zip(collectives, rows, strict=True)
            for one in _members(row, people, leaders)
        ]
    )


def _members(row: Row, people: list[Participant], leaders: dict[str, list[Participant]]) -> list[Participant]:
    """At most `members` people, always the same."""
    source = chance_for(f"collective {row['slug']}")
    first = {one.email: one for key in row["proposals"] for one in leaders[key]}
    others = [one for one in people if one.trades.intersection(row["trades"]) and one.email not in first]
    missing = max(0, min(row["members"] - len(first), len(others)))
    return [*first.values(), *source.sample(others, missing)]
