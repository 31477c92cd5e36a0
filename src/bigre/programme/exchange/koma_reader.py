"""Reads the JSON of KoMa and AKPlanning: activities, rooms, people with graded wishes, labels tied to slots.

Format: github Die-KoMa/ak-plan-optimierung. Labels of time become windows, labels of rooms become equipment.
"""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.proposals.models import Wish

from .flaws import Flaws
from .gathering import ActivityPart, BandPart, EditionPart, Gathering, PersonPart, RelationPart, SpacePart, WishPart
from .json_parts import Part
from .koma_slots import Calendar, read_calendar
from .received import too_many

LEVELS = {1: Wish.Level.LIKE, 2: Wish.Level.LOVE}
ZONE = "Europe/Paris"


def read_koma(content: dict[str, Any], *, slug: str, starts_on: date | None, today: date) -> Gathering:
    """The gathering that the file describes; `FileRefused` with every flaw. `slug` replaces the one of the file."""
    flaws = Flaws()
    root = Part(content, "", flaws)
    if isinstance(content.get("aks"), list) and len(content["aks"]) > settings.IMPORT_MAX_ACTIVITIES:
        raise too_many(len(content["aks"]))
    calendar = read_calendar(root, starts_on=starts_on, today=today, zone=ZoneInfo(ZONE))
    flaws.refuse_if_any()
    assert calendar is not None  # without flaws there is one; said for mypy
    gathering = _gathering(root, calendar, slug)
    flaws.refuse_if_any()
    return gathering


def _gathering(root: Part, calendar: Calendar, slug: str) -> Gathering:
    aks, rooms, people = root.objects("aks"), root.objects("rooms"), root.objects("participants")
    keys = _unique(aks, "aks")
    _unique(rooms, "rooms")
    _unique([part for part in people if "id" in part.value], "participants")
    _slots_are_unique(calendar, root.flaws)
    activities = [_activity(part, calendar) for part in aks]
    asked = frozenset(label for activity in activities for label in activity.equipment)
    persons = [_person(number, part, calendar) for number, part in enumerate(people)]
    edition = _edition(root, calendar, slug)
    return Gathering(
        edition=edition,
        proposed=True,
        activities=tuple(activities),
        spaces=tuple(_space(part, calendar, asked) for part in rooms),
        bands=calendar.bands,
        pauses=tuple(_pauses(calendar.bands, edition)),
        people=tuple(persons),
        wishes=tuple(wish for part, one in zip(people, persons, strict=True) for wish in _wishes(part, one, keys)),
        relations=tuple(_relations(aks, keys)),
        slots=tuple((slot.key, slot.starts_at) for slot in calendar.slots),
        notes=(*calendar.notes, *_notes(aks, people, calendar)),
    )


def _unique(parts: list[Part], name: str) -> frozenset[str]:
    """The keys of the parts; one used twice is a flaw."""
    seen: set[str] = set()
    for part in parts:
        key = part.key("id")
        if key and key in seen:
            what = _("L’identifiant %(key)s est utilisé deux fois dans « %(name)s ».") % {"key": key, "name": name}
            part.flaws.add(f"{part.path}id", what, _("Donne à chacun le sien."))
        seen.add(key)
    return frozenset(seen)


def _slots_are_unique(calendar: Calendar, flaws: Flaws) -> None:
    seen: set[str] = set()
    for slot in calendar.slots:
        if slot.key in seen:
            what = _("L’identifiant de créneau %(key)s est utilisé deux fois.") % {"key": slot.key}
            flaws.add("timeslots.blocks", what, _("Donne à chacun le sien."))
        seen.add(slot.key)


def _edition(root: Part, calendar: Calendar, slug: str) -> EditionPart:
    info = root.object("info")
    bands = calendar.bands
    return EditionPart(
        slug=slug or info.line("slug", 50),
        name=info.line("title", 120) or info.line("name", 120),
        starts_on=bands[0].day,
        ends_on=bands[-1].day,
        time_zone=ZONE,
        opens_minutes=min(band.starts_minutes for band in bands),
        closes_minutes=max(band.ends_minutes for band in bands),
        grid_minutes=calendar.grid_minutes,
        place=info.line("place", 120),
    )


def _pauses(bands: tuple[BandPart, ...], edition: EditionPart) -> Iterable[BandPart]:
    """The rest of each day between opening and closing: in the format, an activity stays inside its block."""
    for day, group in groupby(bands, lambda band: band.day):
        of_day = list(group)
        starts = [edition.opens_minutes, *(band.ends_minutes for band in of_day)]
        ends = [*(band.starts_minutes for band in of_day), edition.closes_minutes]
        for start, end in zip(starts, ends, strict=True):
            if end > start:
                yield BandPart(day, _("Pause"), start, end)


def _activity(part: Part, calendar: Calendar) -> ActivityPart:
    info = part.object("info")
    key = part.key("id")
    slots = part.whole("duration", 1, 1)
    windows = calendar.windows(part.labels("time_constraints"))
    if windows == ():
        part.flaws.add(
            f"{part.path}time_constraints",
            _("Aucun créneau ne remplit à la fois toutes les contraintes de temps de cette activité."),
            _("Retire une contrainte, ou ajoute-la à des créneaux."),
        )
    longest = max(band.ends_minutes - band.starts_minutes for band in calendar.bands)
    if slots * calendar.grid_minutes > longest:
        part.flaws.add(
            f"{part.path}duration",
            _("Cette activité dure %(slots)d créneaux : plus que le bloc le plus long.") % {"slots": slots},
            _("Raccourcis-la, ou allonge un bloc."),
        )
    return ActivityPart(
        key=key,
        title=info.line("name", 200) or _("Activité %(key)s") % {"key": key},
        duration_minutes=min(slots * calendar.grid_minutes, longest),
        text="" if info.line("description") == "N/A" else info.line("description"),
        equipment=tuple(sorted(part.labels("room_constraints"))),
        windows=windows,
    )


def _space(part: Part, calendar: Calendar, asked: frozenset[str]) -> SpacePart:
    """A room; of the labels it fulfils, those are kept that some activity asks for."""
    key = part.key("id")
    capacity = part.whole("capacity", -1, -1)
    openings = calendar.windows(part.labels("time_constraints"))
    return SpacePart(
        key=key,
        name=part.object("info").line("name", 120) or _("Espace %(key)s") % {"key": key},
        capacity=capacity if capacity > 0 else None,
        equipment=tuple(sorted(part.labels("fulfilled_room_constraints") & asked)),
        openings=openings or None,
        plannable=openings != () and capacity != 0,
    )


def _person(number: int, part: Part, calendar: Calendar) -> PersonPart:
    """A participant; where the file gives no identifier, the rank stands for it."""
    key = part.key("id") if "id" in part.value else str(number)
    name = part.object("info").line("name", 120) or _("Personne %(key)s") % {"key": key}
    return PersonPart(key=key, name=name, presences=calendar.windows(part.labels("time_constraints")) or None)


def _wishes(part: Part, person: PersonPart, keys: frozenset[str]) -> Iterable[WishPart]:
    """One wish per activity: not wished (0) is no wish; `required` or -1 is an obligation."""
    seen: set[str] = set()
    for preference in part.objects("preferences"):
        activity = preference.key("ak_id")
        if activity and activity not in keys:
            _unknown(preference, "ak_id", activity)
        elif activity in seen:
            what = _("Deux souhaits de la même personne pour l’activité %(key)s.") % {"key": activity}
            preference.flaws.add(f"{preference.path}ak_id", what, _("N’en garde qu’un."))
        seen.add(activity)
        score = preference.whole("preference_score", -1, 0)
        level = Wish.Level.REQUIRED if preference.value.get("required") is True or score == -1 else LEVELS.get(score)
        if score > max(LEVELS):
            what = _("Un souhait vaut -1, 0, 1 ou 2, et non %(score)d.") % {"score": score}
            preference.flaws.add(f"{preference.path}preference_score", what, _("Corrige ce nombre."))
        if level is not None:
            yield WishPart(person.key, activity, level)


def _unknown(part: Part, name: str, key: str) -> None:
    what = _("L’activité %(key)s n’existe pas dans ce fichier.") % {"key": key}
    part.flaws.add(f"{part.path}{name}", what, _("Corrige l’identifiant, ou ajoute l’activité."))


def _relations(aks: list[Part], keys: frozenset[str]) -> Iterable[RelationPart]:
    """Dependencies in their order; a conflict told from both sides is one."""
    seen: set[tuple[str, str]] = set()
    for part in aks:
        properties, key = part.object("properties"), part.key("id")
        for other in sorted(properties.labels("dependencies")):
            if _related(properties, "dependencies", key, other, keys):
                yield RelationPart("before", other, key)
        for other in sorted(properties.labels("conflicts")):
            pair = (min(key, other), max(key, other))
            if pair not in seen and _related(properties, "conflicts", key, other, keys):
                seen.add(pair)
                yield RelationPart("not_together", *pair)


def _related(properties: Part, name: str, key: str, other: str, keys: frozenset[str]) -> bool:
    if other not in keys:
        _unknown(properties, name, other)
    elif other == key:
        what = _("Cette activité dépend d’elle-même.")
        properties.flaws.add(f"{properties.path}{name}", what, _("Retire-la de sa propre liste."))
    else:
        return True
    return False


def _notes(aks: list[Part], people: list[Part], calendar: Calendar) -> Iterable[str]:
    """What was left aside, and why."""
    needs = sum(bool(part.labels("room_constraints")) for part in people)
    if needs:
        yield ngettext(
            "%(count)d personne ne peut aller que dans certains espaces : cela n’a pas été repris, car cela peut "
            "révéler un besoin d’accès.",
            "%(count)d personnes ne peuvent aller que dans certains espaces : cela n’a pas été repris, car cela peut "
            "révéler un besoin d’accès.",
            needs,
        ) % {"count": needs}
    heads = sum(part.object("info").line("head") not in {"", "N/A"} for part in aks)
    if heads:
        yield ngettext(
            "Le nom de qui anime %(count)d activité n’a pas été repris : le fichier ne dit pas qui c’est.",
            "Les noms de qui anime %(count)d activités n’ont pas été repris : le fichier ne dit pas qui c’est.",
            heads,
        ) % {"count": heads}
    absent = sum(calendar.windows(part.labels("time_constraints")) == () for part in people)
    if absent:
        yield ngettext(
            "%(count)d personne n’est là à aucun créneau : ses contraintes de temps n’ont pas été reprises.",
            "%(count)d personnes ne sont là à aucun créneau : leurs contraintes de temps n’ont pas été reprises.",
            absent,
        ) % {"count": absent}
