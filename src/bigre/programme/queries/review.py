"""A proposed version beside a working draft, as people go through it: lines in sentences, and what each brings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bigre.editions.models import Space
from bigre.programme.models import Activity, TimetableVersion

from .diff import Change, Spot
from .lines import Clash, Line, groups_of, lines_between, takeable, with_what_they_need
from .repairs import people_by_activity

# Rules that a version breaks, in sentences, by the UUID of each activity concerned.
type Broken = Mapping[str, Sequence[str]]

MOST_OBSTACLES = 3
NEEDS = {
    Clash.SPACE: _("À prendre avec « %(other)s », qui lui laisse l’espace."),
    Clash.PERSON: _("À prendre avec « %(other)s » : quelqu’un doit être aux deux."),
    Clash.TOGETHER: _("À prendre avec « %(other)s » : les deux ne doivent pas avoir lieu en même temps."),
    Clash.ORDER: _("À prendre avec « %(other)s » : l’une doit finir avant que l’autre commence."),
}
BLOCKED = {
    Clash.SPACE: _("Impossible : « %(other)s » occupe l’espace à ce moment-là."),
    Clash.PERSON: _("Impossible : quelqu’un doit être à « %(other)s » à ce moment-là."),
    Clash.TOGETHER: _("Impossible : « %(other)s » a lieu à ce moment-là, et les deux ne doivent pas se croiser."),
    Clash.ORDER: _("Impossible : l’ordre avec « %(other)s » ne serait plus respecté."),
}


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """A line, whether it is ticked and can be, and everything that helps to decide."""

    line: Line
    ticked: bool
    possible: bool
    touched: int
    # Tokens of the lines without which this one cannot be taken, however long the chain.
    needs: tuple[str, ...]
    notes: tuple[str, ...]
    solved: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def change(self) -> Change:
        """From where to where."""
        return self.line.change


@dataclass(frozen=True, slots=True)
class Review:
    """Every line, those that depend on one another together."""

    groups: tuple[tuple[ReviewedLine, ...], ...]

    @property
    def lines(self) -> list[ReviewedLine]:
        """All of them, in order."""
        return [line for group in self.groups for line in group]


def review_of(
    draft: TimetableVersion,
    proposed: TimetableVersion,
    broken_now: Broken,
    broken_then: Broken,
    ticked: Collection[str] | None = None,
) -> Review:
    """The lines between the two (10 queries); without `ticked` (tokens) all are that can be."""
    lines = lines_between(draft, proposed)
    by_key, people = {line.activity.pk: line for line in lines}, people_by_activity(draft)
    can, titles = takeable(by_key), _titles(lines)

    def reviewed(line: Line) -> ReviewedLine:
        uuid, key = str(line.activity.uuid), line.activity.pk
        now, then = broken_now.get(uuid, ()), broken_then.get(uuid, ())
        return ReviewedLine(
            line=line,
            ticked=key in can and (ticked is None or line.token in ticked),
            possible=key in can,
            touched=len(people.get(uuid, ())),
            needs=tuple(by_key[one].token for one in sorted(with_what_they_need([key], by_key) - {key})),
            notes=tuple(_notes(line, titles, can)),
            solved=tuple(one for one in now if one not in then),
            broken=tuple(one for one in then if one not in now),
        )

    return Review(tuple(tuple(map(reviewed, group)) for group in groups_of(lines)))


def _titles(lines: Collection[Line]) -> dict[int, str]:
    concerned = {key for line in lines for key in (*line.needs, *line.blocked)}
    return dict(Activity.objects.filter(pk__in=concerned).values_list("pk", "title"))


def _notes(line: Line, titles: Mapping[int, str], can: Collection[int]) -> list[str]:
    """What stands in the way, else what it comes with; of many obstacles the first say enough."""
    blocked = [str(BLOCKED[why]) % {"other": titles[key]} for key, why in line.blocked.items()]
    if len(blocked) > MOST_OBSTACLES:
        more = len(blocked) - MOST_OBSTACLES
        return [
            *blocked[:MOST_OBSTACLES],
            ngettext("Et %(count)d autre obstacle.", "Et %(count)d autres obstacles.", more) % {"count": more},
        ]
    stuck = [titles[key] for key in line.needs if key not in can]
    if not blocked and stuck:
        return [str(_("Impossible tant que « %(other)s » ne peut pas bouger.")) % {"other": title} for title in stuck]
    return blocked or [str(NEEDS[why]) % {"other": titles[key]} for key, why in line.needs.items()]


def refusal(activity: Activity, why: Clash | None, other: Activity | None) -> str:
    """Why a line that was ticked was not taken."""
    if why is None or other is None:
        told = _("« %(title)s » a été déplacée entre-temps : cette ligne n’a pas été prise.")
        return str(told) % {"title": activity}
    told = _("« %(title)s » n’a pas bougé, parce qu’entre-temps quelque chose a changé. %(why)s")
    return str(told) % {"title": activity, "why": str(BLOCKED[why]) % {"other": other}}


def changes_made(version: TimetableVersion, first: int, last: int) -> list[Change]:
    """What moves number `first` to `last` of the draft did, in their order, those taken back left out (1 query)."""
    moves = version.moves.filter(number__range=(first, last), undone_at__isnull=True)
    return [
        Change(
            one.activity,
            _spot(one.activity, one.from_starts_at, one.from_space, version),
            _spot(one.activity, one.to_starts_at, one.to_space, version),
        )
        for one in moves.select_related("activity", "from_space", "to_space").order_by("number")
    ]


def _spot(
    activity: Activity, starts_at: datetime | None, space: Space | None, version: TimetableVersion
) -> Spot | None:
    if starts_at is None or space is None:
        return None
    ends_at = starts_at + timedelta(minutes=activity.duration_minutes)
    return Spot(starts_at, ends_at, space.name, version.edition.zone)


def is_last(version: TimetableVersion, first: int, last: int) -> bool:
    """Whether nothing was moved in the draft after these moves, and none of them was taken back (1 query)."""
    made = list(version.moves.filter(number__gte=first).values_list("number", "undone_at"))
    return bool(made) and all(number <= last and undone is None for number, undone in made)
