"""A person's introductions as a page shows them: whom, why, what each answered as far as it may be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db.models import Exists, OuterRef, QuerySet

from bigre.editions.models import Edition
from bigre.encounters.models import Introduction, Meeting, Notice
from bigre.encounters.rules.reasons import PARTS, Named, sentences
from bigre.people.models import Cooperative, Occupation, Person, Sector, Trade
from bigre.people.queries import shows, with_faces
from bigre.people.rules import Face, Viewer, can_see, face

WAYS = tuple(Occupation.Way)


@dataclass(frozen=True, slots=True)
class Introduced:
    """One card: `contact` is filled in only once both said yes, `meeting` once one of both proposed a time."""

    row: Introduction
    face: Face
    why: tuple[str, ...]
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    ask_about: str
    mutual: bool
    contact: str
    meeting: Meeting | None


def introductions_of(person: Person, edition: Edition, viewer: Viewer) -> QuerySet[Introduction]:
    """The person's introductions to those who still show their name to them and still take suggestions; newest first.

    `mutual` tells whether both said yes: what the other answered is told in this one case only.
    """
    back = Introduction.objects.filter(edition=edition, person=OuterRef("other"), other=person, answer="yes")
    people = Person.objects.filter(shows(viewer, "name"), openness__takes_suggestions=True)
    rows = person.introductions.filter(edition=edition, other__in=people.order_by().values("pk"))
    with_others = rows.select_related("other", "other__account", "other__openness").annotate(said=Exists(back))
    return with_others.order_by("-day", "unexpected", "pk")


def cards(rows: Iterable[Introduction], person: Person, viewer: Viewer) -> list[Introduced]:
    """What the person may read of these introductions (at most 8 queries)."""
    found = list(rows)
    others = with_faces(Person.objects.filter(pk__in=[one.other_id for one in found])).prefetch_related("notices")
    people = {one.pk: one for one in others}
    notices = _notices(chain([person], people.values()))
    named = _named(found, notices)
    meetings = meetings_with(person, people)
    return [_card(one, people[one.other_id], named, viewer, meetings.get(one.other_id)) for one in found]


def _notices(people: Iterable[Person]) -> Mapping[int, str]:
    return {one.pk: one.text for person in people for one in person.notices.all()}


def _named(rows: Iterable[Introduction], notices: Mapping[int, str]) -> Named:
    """The words behind the numbers of these rows' reasons."""
    asked: dict[str, set[int]] = {}
    for reason in chain.from_iterable(one.reasons for one in rows):
        if reason.get("of") is not None:
            asked.setdefault(reason["kind"], set()).add(reason["of"])
    labels = {
        kind: {one.pk: str(one) for one in model._default_manager.filter(pk__in=asked[kind])}
        for kind, model in (("same_trade", Trade), ("same_sector", Sector), ("same_cooperative", Cooperative))
        if kind in asked
    }
    return Named(
        trades=labels.get("same_trade", {}),
        sectors=labels.get("same_sector", {}),
        ways={number: str(way.label).lower() for number, way in enumerate(WAYS)},
        cooperatives=labels.get("same_cooperative", {}),
        notices=notices,
    )


def _card(row: Introduction, other: Person, named: Named, viewer: Viewer, meeting: Meeting | None) -> Introduced:
    tells = can_see(viewer, other, "about")
    mutual = row.answer == Introduction.Answer.YES and bool(getattr(row, "said", False))
    shown = [one for one in row.reasons if one["kind"] not in PARTS or can_see(viewer, other, PARTS[one["kind"]])]
    notices = [*other.notices.all()] if tells else []
    return Introduced(
        row=row,
        face=face(viewer, other),
        why=tuple(sentences(shown, other.name, named)),
        offers=tuple(one.text for one in notices if one.kind == Notice.Kind.OFFER),
        needs=tuple(one.text for one in notices if one.kind == Notice.Kind.NEED),
        ask_about=row.other.openness.ask_me_about if tells else "",
        mutual=mutual,
        contact=contact_of(row.other) if mutual else "",
        meeting=meeting if mutual else None,
    )


def contact_of(person: Person) -> str:
    """How the person wants to be reached, else the address of their account."""
    return person.contact or (person.account.email if person.account else "")


def meetings_with(person: Person, others: Iterable[int]) -> dict[int, Meeting]:
    """The meetings to come or past, not cancelled, of the person with each of these people."""
    ids = list(others)
    mine = Meeting.objects.filter(cancelled_at=None).select_related("space")
    first = mine.filter(first=person, second__in=ids)
    second = mine.filter(second=person, first__in=ids)
    return {one.second_id: one for one in first} | {one.first_id: one for one in second}
