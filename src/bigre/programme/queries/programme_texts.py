"""The texts of a published programme: what exports say besides times, places and faces."""

from dataclasses import dataclass

from bigre.programme.models import TimetableVersion


@dataclass(frozen=True, slots=True)
class ProgrammeText:
    """What an activity says of itself."""

    summary: str = ""
    text: str = ""


def programme_texts(version: TimetableVersion) -> dict[int, ProgrammeText]:
    """The texts of a version's activities, by the activity's primary key (1 query)."""
    rows = version.placements.values_list("activity_id", "activity__summary", "activity__text")
    return {activity: ProgrammeText(summary, text) for activity, summary, text in rows}
