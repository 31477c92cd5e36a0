"""What people wish to attend: about twelve proposals each, near their interests, trades and languages."""

import math
from random import Random

from bigre.proposals.models import Proposal, Wish

from .cast import Participant
from .chance import chance_for
from .content import Row, content, languages_of, proposal_rows

FEWEST, MOST = 8, 16
LOVED = 1 / 3
"""The share of a person's wishes that they hold dear."""


def create_wishes(
    people: list[Participant], proposals: dict[str, Proposal], leaders: dict[str, list[Participant]]
) -> None:
    """Everybody's wishes, for proposals in a language that they speak and that they do not lead."""
    source = chance_for("wishes")
    appeal = {row["key"]: _appeal(source, row) for row in proposal_rows()}
    led = {(one.email, key) for key, leading in leaders.items() for one in leading}
    wishes = []
    for one in people:
        open_to = [row for row in proposal_rows() if (one.email, row["key"]) not in led and _speaks(one, row)]
        keys = _favourites(source, one, open_to, appeal)
        loved = round(len(keys) * LOVED)
        wishes += [
            Wish(
                person=one.person,
                proposal=proposals[key],
                level=Wish.Level.LOVE if position < loved else Wish.Level.LIKE,
            )
            for position, key in enumerate(keys)
        ]
    Wish.objects.bulk_create(wishes, batch_size=500)


def _appeal(source: Random, row: Row) -> float:
    """How much a proposal draws people anyway; large formats draw more of them."""
    usual = {kind["slug"]: kind["ideal_size"] for kind in content("edition")["format"]}
    size: int = row.get("size", usual[row["format"]])
    return source.gauss(0, 0.4) + 0.35 * math.log2(size / 20)


def _speaks(one: Participant, row: Row) -> bool:
    return not set(languages_of(row)).isdisjoint(one.person.languages)


def _favourites(source: Random, one: Participant, rows: list[Row], appeal: dict[str, float]) -> list[str]:
    """The keys of the proposals that the person likes best, in that order."""
    themes = [theme["slug"] for theme in content("edition")["theme"]]
    interests = dict(zip(source.sample(themes, 3), (2.0, 1.5, 1.0), strict=True))

    def liking(row: Row) -> float:
        themes_liked: float = sum(interests.get(theme, 0.0) for theme in row["themes"])
        own_trade = 1.5 if one.trades.intersection(row.get("trades", [])) else 0.0
        own_language = 0.8 if languages_of(row)[0] == one.person.languages[0] else 0.0
        return themes_liked + own_trade + own_language + appeal[row["key"]] + source.gauss(0, 1.2)

    ranked = sorted(((liking(row), row["key"]) for row in rows), reverse=True)
    return [key for _liking, key in ranked[: source.randint(FEWEST, MOST)]]
