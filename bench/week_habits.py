"""What people of the simulated week usually do: every number, and where it is from.

Chosen before the first run, but for two: `odds_of_known`, named after that run as nearer to the truth, and
`short_sitting`, which nothing needed before people changed tables. docs/encounters.md says what either does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# What somebody known since before, or met this week, counts when one looks for company.
KNOWN_BEFORE, MET_THIS_WEEK = 1.0, 0.25
# Up to so many of one cooperative, nearly all know each other.
SMALL_COOPERATIVE = 10
# As the ledger has it: in a larger group one does not meet everybody.
SMALL_GROUP = 20
SEATS, TABLES = 8, 32
# So many interact in a spontaneous conversation (Dunbar, Duncan, Nettle: Human Nature 6, 1995).
CONVERSATION = 4
# Formats that are made of talks with one person, or one small table, after another.
SPEED_MEETING = "speed-meeting"
TALKATIVE = frozenset({SPEED_MEETING, "world-cafe"})


@dataclass(frozen=True, slots=True)
class Habits:
    """Probabilities, unless said otherwise. « Assumed »: nothing published was found or looked for.

    Whom one knows before (assumed):
    `knows_in_small`, `knows_in_large`: two of a small or a large cooperative. `knows_by_past`: per past edition where
    both were. `tells`: that one of two who know each other told the site.

    Where one goes:
    `skips`: a band (asked for: a third). `alone`: spends a skipped band by oneself (assumed). `company`: what going
    with somebody one knows adds to an activity; a wish adds 1 or 2, chance 0.5 times a Gumbel draw (assumed).
    `sits_with_known`: looks for a table where one knows somebody when free to choose; else takes any. Ingram and Morris
    (Administrative Science Quarterly 52, 2007): guests of a reception who knew a third of the others had half of their
    encounters with these, though 95 % wished to meet new people; choosing a table binds more than a chat (assumed).
    `obeys`: sits where the plan says (assumed).

    With how many others one talks long enough to know name and trade afterwards:
    `at_table`: of a table of eight (a conversation of four: see `CONVERSATION`); `short_sitting` times that where one
    changes tables during the meal (assumed).
    `in_group`: of a group of twenty at most, `in_crowd`: of a larger one, `in_talkative`: of a format made for it (all
    three assumed). In free time, the whole of a group of four. `odds_of_known`: how much rather one talks with somebody
    known before than with a stranger of the same table or group (the third above had half of the encounters: 1/2 to 1/3
    against 1/2 to 2/3, twice); where the format says with whom one talks, and among four, no rather.

    Suggestions:
    `says_yes`: as the demo's people do (assumed there): three in five, each without knowing of the other's.
    `fixes`: two who both said yes want a time (assumed); they meet in the next band that both skip.
    """

    knows_in_small: float = 0.9
    knows_in_large: float = 0.3
    knows_by_past: float = 0.15
    tells: float = 0.6
    skips: float = 1 / 3
    alone: float = 0.5
    company: float = 1.0
    sits_with_known: float = 0.7
    obeys: float = 0.75
    at_table: float = CONVERSATION - 1
    in_group: float = 2.0
    in_crowd: float = 1.0
    in_talkative: float = 8.0
    odds_of_known: float = 2.0
    short_sitting: float = 1.0
    says_yes: float = 0.6
    fixes: float = 0.5

    def others(self, size: int, talkative: bool) -> float:
        """With how many others one talks in an activity of so many people."""
        if talkative:
            return self.in_talkative
        return self.in_group if size <= SMALL_GROUP else self.in_crowd


USUAL = Habits()


def times(factor: float, *names: str) -> Habits:
    """The usual habits, of which these are multiplied; probabilities stay at most 1 where they are drawn."""
    return replace(USUAL, **{name: getattr(USUAL, name) * factor for name in names})


KNOWING = ("knows_in_small", "knows_in_large", "knows_by_past")
TALKING = ("at_table", "in_group", "in_crowd", "in_talkative")
ELSEWHERE_THAN_TABLES = ("in_group", "in_crowd", "in_talkative")

VARIANTS = {
    "as assumed": USUAL,
    "talk with those they know no rather": replace(USUAL, odds_of_known=1.0),
    "talk with those they know four times rather": replace(USUAL, odds_of_known=4.0),
    "talk with three quarters as many where one changes tables": replace(USUAL, short_sitting=0.75),
    "talk with half as many where one changes tables": replace(USUAL, short_sitting=0.5),
    "know half as many": times(0.5, *KNOWING),
    "know twice as many": times(2, *KNOWING),
    "seek those they know half as much": times(0.5, "company", "sits_with_known"),
    "seek those they know twice as much": times(2, "company", "sits_with_known"),
    "skip a sixth": times(0.5, "skips"),
    "skip two thirds": times(2, "skips"),
    "talk half as much": times(0.5, *TALKING),
    "talk twice as much": times(2, *TALKING),
    "talk half as much in activities": times(0.5, *ELSEWHERE_THAN_TABLES),
    "talk twice as much in activities": times(2, *ELSEWHERE_THAN_TABLES),
    "half as often yes": times(0.5, "says_yes"),
    "always yes": replace(USUAL, says_yes=1.0),
    "obey tables 60 %": replace(USUAL, obeys=0.6),
    "obey tables 90 %": replace(USUAL, obeys=0.9),
}
