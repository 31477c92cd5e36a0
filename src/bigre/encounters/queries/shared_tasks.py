"""Tasks that people say they did together: what waits for whose answer, and whom one may name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet

from bigre.editions.models import Edition
from bigre.encounters.models import SharedTask
from bigre.people.models import Person
from bigre.people.queries import Search, people_found, people_visible_to, with_faces
from bigre.people.rules import Face, Viewer, face

from .cooperations import people_to_invite
from .knowing import avoided_by

# Few enough to choose from on a telephone; a longer name finds the others.
FOUND = 12


@dataclass(frozen=True, slots=True)
class Said:
    """One task that one says, or is said, to have shared, with the other of the two as one may see them."""

    task: SharedTask
    face: Face


def tasks_to_answer(person: Person, viewer: Viewer) -> list[Said]:
    """What others say that they did with the person and waits for an answer, the latest first (at most 5 queries).

    Only from people who show them their name, and from nobody whom the person avoids. Whether the other avoids them
    has no part in it, so nothing that one reads here tells of another's « not with ».
    """
    rows = list(
        person.tasks_to_confirm.filter(answer="", taken_back_at=None).select_related("edition").order_by("-day", "-pk")
    )
    if not rows:
        return []
    avoided = {pk for _row, pk in avoided_by(person)}
    named = people_visible_to(viewer).filter(pk__in=[one.said_by_id for one in rows]).exclude(pk__in=avoided)
    faces = {one.pk: face(viewer, one) for one in named}
    return [Said(one, faces[one.said_by_id]) for one in rows if one.said_by_id in faces]


def tasks_said(person: Person, viewer: Viewer) -> list[Said]:
    """What the person said and nobody has confirmed, the latest first: a no, a silence and a « not with » look alike.

    Who no longer shows them their name stays in the list unnamed, so that it can be taken back (4 queries).
    """
    others = Prefetch("other", with_faces(Person.objects.all()))
    rows = person.tasks_said.filter(taken_back_at=None).exclude(answer="yes").select_related("edition")
    return [Said(one, face(viewer, one.other)) for one in rows.prefetch_related(others).order_by("-day", "-pk")]


def edition_lived(person: Person, moment: datetime) -> Edition | None:
    """The latest edition in which the person takes part and that has begun where it is held (1 query)."""
    # Nowhere has a day begun that is more than one ahead of ours.
    soon = moment.date() + timedelta(days=1)
    begun = Edition.objects.filter(participations__person=person, starts_on__lte=soon)
    rows = begun.exclude(life=Edition.Life.PREPARATION).order_by("-starts_on", "-pk")
    return next((one for one in rows if days_lived(one, moment)), None)


def days_lived(edition: Edition, moment: datetime) -> list[date]:
    """The days of the edition, until today."""
    today = moment.astimezone(edition.zone).date()
    return [day for day in edition.days if day <= today]


def people_to_name(viewer: Viewer, edition: Edition) -> QuerySet[Person]:
    """With whom the viewer may say that they did a task: others who take part, show them their name and can answer.

    Whom the viewer avoids is not left out, as in no other search: a name that one cannot find would tell.
    """
    return people_to_invite(viewer).filter(pk__in=edition.participations.values("person"))


def people_to_name_found(viewer: Viewer, edition: Edition, text: str) -> list[Person]:
    """Those of them whose visible words answer the search."""
    if not text:
        return []
    found = people_found(viewer, Search(text=text)).order_by().values("pk")
    return list(people_to_name(viewer, edition).filter(pk__in=found)[:FOUND])
