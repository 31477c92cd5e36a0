"""Hard rules that a stored timetable breaks, in sentences that name what is concerned."""

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bigre.programme.models import TimetableVersion
from bigre_solvers.timetable import Report

WORDS = {
    "unknown_key": _("%(names)s : la grille mentionne ce qui n’est plus à planifier dans l’édition."),
    "inside_a_block": _("%(names)s : sort des plages ouvertes, ou déborde sur un temps protégé."),
    "at_an_allowed_start": _("%(names)s : ne commence pas à une heure permise."),
    "pinned_start": _("%(names)s : n’est pas à l’heure où l’équipe l’a épinglée."),
    "pinned_space": _("%(names)s : n’est pas dans l’espace où l’équipe l’a épinglée."),
    "within_its_windows": _("%(names)s : a lieu en dehors des disponibilités de qui l’anime."),
    "space_open": _("%(names)s : l’espace est fermé à ce moment-là."),
    "space_large_enough": _("%(names)s : l’espace est trop petit."),
    "space_equipped": _("%(names)s : l’espace n’a pas l’équipement qu’il faut."),
    "one_activity_per_space": _("%(names)s : deux activités dans le même espace en même temps."),
    "precedence": _("%(names)s : la première devait finir avant la seconde."),
    "conflict": _("%(names)s : ne devaient pas avoir lieu en même temps."),
    "none_left_out": _("%(names)s : n’a pas de place."),
    "only_what_is_held": _("%(names)s : participation proposée à une activité qui n’a pas de place."),
    "those_who_must_attend_do": _("%(names)s : doit y être et n’y est pas."),
    "only_what_they_wish": _("%(names)s : participation proposée sans souhait."),
    "one_activity_per_person": _("%(names)s : la même personne est attendue dans deux espaces à la fois."),
    "people_are_there": _("%(names)s : une personne attendue est absente."),
    "spaces_suit_people": _("%(names)s : l’espace ne convient pas à une personne attendue."),
    "time_to_travel": _("%(names)s : la même personne n’a pas le temps d’aller d’un lieu à l’autre."),
    "one_of_the_repeats": _("%(names)s : la même personne est attendue deux fois à la même chose."),
    "one_of_the_alternatives": _("%(names)s : une seule de ces activités devait avoir lieu."),
    "equipment_in_stock": _("%(names)s : il n’y a pas assez de ce matériel pour toutes à la fois."),
    "no_more_than_seats": _("%(names)s : plus de monde que de places."),
}


def broken_rules(version: TimetableVersion, report: Report) -> Iterator[str]:
    """One sentence for each rule broken; a rule without words is told as the checker does, in English."""
    names = _names(version) if report.violations else {}
    for violation in report.violations:
        words = WORDS.get(violation.rule)
        named = ", ".join(names.get(key, key) for key in violation.culprits)
        yield str(words) % {"names": named} if words else violation.sentence


def _names(version: TimetableVersion) -> dict[str, str]:
    """The names of everything that a version mentions, by the solver's keys."""
    placements = version.placements.select_related("activity", "space").prefetch_related("activity__leads__person")
    names: dict[str, str] = {}
    for one in placements:
        names[str(one.activity.uuid)] = gettext("« %(title)s »") % {"title": one.activity.title}
        names[str(one.space_id)] = one.space.name
        names |= {str(lead.person.uuid): lead.person.name for lead in one.activity.leads.all()}
    attended = version.attendances.values_list("person__uuid", "person__name").distinct()
    return names | {str(uuid): name for uuid, name in attended}
