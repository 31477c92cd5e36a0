"""The alternatives that a search for repairs found, as people choose among them."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bigre.editions.models import Edition
from bigre.programme.models import Favourite, Lead, Repair, SolverRun, TimetableVersion

from .diff import Change, changes_between

State = SolverRun.State

# What each kind of repair is good at: a name, and what it means.
WORDS = {
    "fewest": (
        _("Déranger le moins de monde"),
        _("Ce qui bouge concerne le moins de gens possible, à d’autres heures ou dans d’autres espaces."),
    ),
    "same_time": (
        _("Garder les heures"),
        _("Rien de ce qui était placé ne change d’heure : les activités ne changent que d’espace."),
    ),
    "same_space": (
        _("Garder les espaces"),
        _("Rien de ce qui était placé ne change d’espace : les activités ne changent que d’heure."),
    ),
    "leave_out": (
        _("Renoncer à une activité de plus"),
        _("Une des activités touchées reste sans place, pour que les autres bougent moins."),
    ),
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """A repair kept as a draft version, in words, with every move that it makes."""

    repair: Repair
    label: str
    meaning: str
    changes: list[Change]

    @property
    def version(self) -> TimetableVersion:
        """The draft that holds it."""
        return self.repair.version

    @property
    def is_of_a_draft(self) -> bool:
        """Whether it repairs a working draft, which takes its lines one by one."""
        return self.repair.run.base_id is not None and not self.repair.base.is_published


def alternatives_of(run: SolverRun) -> list[Alternative]:
    """What a search found, in its order; nothing for a run that planned (1 query, 2 more for each alternative)."""
    if run.kind != SolverRun.Kind.REPAIR:
        return []
    rows = run.repairs.select_related("run", "version__edition", "base__edition").order_by("position")
    return [_alternative(row) for row in rows]


def _alternative(row: Repair) -> Alternative:
    label, meaning = WORDS.get(row.kind, (row.kind, ""))
    return Alternative(row, str(label), str(meaning), changes_between(row.base, row.version))


def people_by_activity(version: TimetableVersion) -> dict[str, set[int]]:
    """Who leads, keeps or is expected at each activity that the version places, by its uuid (3 queries)."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    placed = version.placements.values("activity")
    rows = (
        Lead.objects.filter(activity__in=placed),
        Favourite.objects.filter(activity__in=placed),
        version.attendances.filter(activity__in=placed),
    )
    for some in rows:
        for uuid, person in some.values_list("activity__uuid", "person_id"):
            found[str(uuid)].add(person)
    return found


def latest_repair(edition: Edition, current: TimetableVersion | None) -> SolverRun | None:
    """The last finished search that found repairs for what is published now."""
    if current is None:
        return None
    found = edition.runs.filter(kind=SolverRun.Kind.REPAIR, state=State.DONE, repairs__base=current)
    return found.order_by("-created_at", "-pk").first()
