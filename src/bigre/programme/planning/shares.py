"""For whom a stored version is worst and what it costs where, judged against the edition as it is today."""

from bigre.programme.models import TimetableVersion
from bigre.programme.queries.fairness import Shares
from bigre_solvers.timetable.shares import activity_costs, group_shares, person_shares, worst_off

from .upsets import held_by


def shares_of(version: TimetableVersion) -> Shares:
    """What people, cooperatives and activities get of the version; raises `CannotPlan`."""
    held = held_by(version)
    problem, assignment, attendance = held.problem, held.assignment, held.attendance
    people = person_shares(problem, assignment, attendance)
    uuids = {one.pk: str(one.uuid) for one in held.rows.activities}
    return Shares(
        missed=tuple(one.missed for one in people),
        worst=tuple((one.key, one.missed) for one in worst_off(people)),
        groups=tuple((int(one.key), one.members, one.missed) for one in group_shares(problem, assignment, attendance)),
        costs=activity_costs(problem, assignment, attendance),
        wishers={uuids[key]: count for key, count in held.rows.wish_counts.items()},
    )
