"""Who leads which proposal: 92 people, chosen by trade, cooperative and language, nobody too often."""

from collections import Counter

from .cast import Participant
from .chance import chance_for
from .content import Row, languages_of

FACILITATORS = 92
MOST_PROPOSALS_EACH = 4
CONTACT_FROM_THE_FIRST = 14.0
"""More than any trade: who answers for a proposal comes from the cooperative that it names first."""


class Choice:
    """The choice of facilitators, made proposal by proposal; `leading` counts what each leads, by e-mail."""

    def __init__(self, people: list[Participant]) -> None:
        source = chance_for("facilitators")
        self.people = people
        self.leading = Counter[str]()
        # Facilitators of a proposal whose people arrive late lead no other.
        self.arriving: dict[str, str] = {}
        self.whims = {one.email: source.random() for one in people}

    def chosen_for(self, rows: tuple[Row, ...]) -> dict[str, list[Participant]]:
        """The facilitators of each proposal by its key, the contact first."""
        chosen = {row["key"]: [one for one in self.people if one.persona in row.get("by", [])] for row in rows}
        for row in rows:
            self._take(row, chosen[row["key"]])
        # First where few people can lead; then one for each proposal, so that its own trades lead it, then the others.
        few = [row for row in rows if "arrives" in row or "fr" not in languages_of(row)]
        usual = [row for row in rows if row not in few]
        for group in (few, usual):
            for wanted in (1, 2, 3):
                for row in group:
                    if len(chosen[row["key"]]) < min(wanted, row["lead"]):
                        self._add(row, chosen[row["key"]])
        return chosen

    def _add(self, row: Row, chosen: list[Participant]) -> None:
        candidates = [one for one in self.people if one not in chosen and self._may_lead(one, row)]
        best = max(candidates, key=lambda one: self._suits(one, row, first=not chosen))
        chosen.append(best)
        self._take(row, [best])

    def _take(self, row: Row, people: list[Participant]) -> None:
        for one in people:
            self.leading[one.email] += 1
            if "arrives" in row:
                self.arriving[one.email] = row["arrives"]

    def _may_lead(self, one: Participant, row: Row) -> bool:
        speaks = not set(languages_of(row)).isdisjoint(one.person.languages)
        has_room = self.leading[one.email] < MOST_PROPOSALS_EACH and not one.persona
        same_arrival = not self.leading[one.email] or self.arriving.get(one.email) == row.get("arrives")
        return speaks and has_room and same_arrival and (one.email in self.leading or len(self.leading) < FACILITATORS)

    def _suits(self, one: Participant, row: Row, *, first: bool) -> float:
        """The higher, the better: the trades and cooperatives named first, then those who lead little."""
        trades: list[str] = row.get("trades", [])
        cooperatives: list[str] = row.get("cooperatives", [])
        score = self.whims[one.email] - 1.5 * self.leading[one.email]
        score += max((6.0 - trades.index(trade) for trade in one.trades if trade in trades), default=0.0)
        if one.cooperative in cooperatives:
            place = cooperatives.index(one.cooperative)
            score += CONTACT_FROM_THE_FIRST if first and place == 0 else 5.0 - place
        if languages_of(row)[0] == one.person.languages[0]:
            score += 2.0
        if first:
            score += 1.0 if one.email not in self.leading else 0.0
        return score
