"""Taking lines of a proposed version into a working draft, as moves that can be undone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bigre.editions.models import Space
from bigre.people.models import Person
from bigre.programme.models import Activity, Move, TimetableVersion
from bigre.programme.queries.lines import Clash, Line, lines_between, takeable, with_what_they_need
from bigre.programme.queries.review import is_last

from .moves import move_activity, undo_move


class NotADraft(Exception):
    """The version was published meanwhile: its programme is not changed behind people's backs."""


class NeedsOthers(Exception):
    """Some lines need others that were shown and not ticked; `together` are the tokens of all of them."""

    def __init__(self, together: set[str]) -> None:
        self.together = together
        super().__init__(", ".join(sorted(together)))


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was ticked and not taken: its activity moved meanwhile (no clash), or `other` is in its way now."""

    activity: Activity
    clash: Clash | None = None
    other: Activity | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the lines that were ticked."""

    moves: tuple[Move, ...]
    refused: tuple[Refused, ...]


@transaction.atomic
def take_lines(
    *,
    draft: TimetableVersion,
    proposed: TimetableVersion,
    ticked: Collection[str],
    shown: Collection[str],
    by: Person | None,
    now: datetime,
) -> Taken:
    """Make the moves of the lines ticked (tokens, of those shown), all or none of what depends on one another.

    A line that is not what it was when shown, or that something came in the way of, is refused; the others are taken.
    Raises `NeedsOthers` or `NotADraft`, and then nothing moves.
    """
    locked = TimetableVersion.objects.select_for_update(of=("self",)).select_related("edition").get(pk=draft.pk)
    if locked.is_published:
        raise NotADraft(str(locked))
    lines = {line.activity.pk: line for line in lines_between(locked, proposed)}
    keys = {line.token: key for key, line in lines.items()}
    wanted = {keys[token] for token in ticked if token in keys}
    together = with_what_they_need(wanted, lines)
    if any(lines[key].token in shown for key in together - wanted):
        raise NeedsOthers({lines[key].token for key in together})
    taken = _possible(wanted, lines)
    moves = _moved(locked, [line for key, line in lines.items() if key in taken], by, now)
    gone = _activities_of(locked, [token for token in ticked if token not in keys])
    refused = [_refused(lines[key], taken, lines) for key in lines if key in wanted - taken]
    return Taken(moves, (*(Refused(one) for one in gone), *refused))


def _possible(wanted: set[int], lines: dict[int, Line]) -> set[int]:
    """Those wanted of which everything that they need is wanted too, and nothing blocked."""
    possible = wanted & takeable(lines)
    while short := {key for key in possible if not lines[key].needs.keys() <= possible}:
        possible -= short
    return possible


def _moved(version: TimetableVersion, lines: list[Line], by: Person | None, now: datetime) -> tuple[Move, ...]:
    spaces = Space.objects.in_bulk({line.after.space for line in lines if line.after})
    return tuple(
        move_activity(
            version=version,
            activity=line.activity,
            starts_at=line.after.starts_at if line.after else None,
            space=spaces[line.after.space] if line.after else None,
            by=by,
            now=now,
        )
        for line in lines
    )


def _activities_of(version: TimetableVersion, tokens: list[str]) -> list[Activity]:
    """The activities that tokens speak of; what people send may be anything."""
    known = {str(one.uuid): one for one in version.edition.activities.order_by("title")} if tokens else {}
    return [known[token[:36]] for token in sorted(tokens) if token[:36] in known]


def _refused(line: Line, taken: set[int], lines: dict[int, Line]) -> Refused:
    in_the_way = {**line.needs, **line.blocked}
    key = next((key for key in in_the_way if key not in taken), None)
    if key is None:
        return Refused(line.activity)
    other = lines[key].activity if key in lines else Activity.objects.get(pk=key)
    return Refused(line.activity, in_the_way[key], other)


@transaction.atomic
def undo_lines(*, draft: TimetableVersion, first: int, last: int, by: Person | None, now: datetime) -> bool:
    """Take back at once the moves `first` to `last`; False, and nothing moves, when something came after them."""
    locked = TimetableVersion.objects.select_for_update().get(pk=draft.pk)
    if locked.is_published or not is_last(locked, first, last):
        return False
    for _move in range(locked.moves.filter(number__range=(first, last)).count()):
        undo_move(version=locked, by=by, now=now)
    return True
