"""What was proposed for Bigre! 2022 and is not in its programme, and who proposed it."""

from collections.abc import Sequence
from datetime import datetime

from bigre.editions.models import Edition
from bigre.proposals.models import Proposal

from .cast import Participant
from .chance import chance_for
from .content import Row, content, languages_of
from .proposals import Leaders, write_proposals


def create_put_aside(
    edition: Edition, people: list[Participant], leaders: Leaders, now: datetime
) -> tuple[dict[str, Proposal], Leaders]:
    """These proposals by key, and who leads each: parts of a merge are led by facilitators of its result."""
    rows: list[Row] = content("put_aside")["proposal"]
    drawn = [row for row in rows if "into" not in row]
    found = {row["key"]: [leaders[row["into"]][row["leads"]]] for row in rows if "into" in row}
    found |= leaders_among(people, drawn, concept="put aside")
    return write_proposals(edition, rows, found, now), found


def leaders_among(people: list[Participant], rows: Sequence[Row], *, concept: str) -> Leaders:
    """One person for each row, of its trades and its first language, those whom it names first; nobody twice."""
    source, found, taken = chance_for(concept), dict[str, list[Participant]](), set[str]()
    for row in rows:
        named = [one for one in people if one.persona and one.persona in row.get("by", [])]
        fit = [one for one in people if one.email not in taken and not one.persona and _suits(one, row)]
        chosen = [*named, *source.sample(fit, max(0, row.get("lead", 1) - len(named)))]
        taken |= {one.email for one in chosen}
        found[row["key"]] = chosen
    return found


def _suits(one: Participant, row: Row) -> bool:
    return languages_of(row)[0] in one.person.languages and bool(one.trades.intersection(row["trades"]))
