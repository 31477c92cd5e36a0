"""Today: what is on, what comes next, and what is mine of it; before the edition, how long to wait."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bigre.core import clock
from bigre.core.access import anonymous_allowed
from bigre.editions.models import Edition
from bigre.editions.queries import current_edition, person_of, viewer_for
from bigre.encounters.queries.introductions import introductions_of
from bigre.encounters.queries.seating import OwnTable, own_tables
from bigre.encounters.queries.seating_volunteers import SignUp, sign_ups_for
from bigre.encounters.queries.shared_tasks import Said, tasks_to_answer
from bigre.people.models import Person
from bigre.programme.queries.mine import Mine, own_programme
from bigre.programme.queries.now import NowNext, now_next
from bigre.programme.queries.published import current_version
from bigre.programme.queries.timetable import timetable

MY_NEXT = 3


@dataclass(frozen=True)
class Today:
    """The edition of which the site speaks, seen at one moment."""

    edition: Edition
    days_before: int
    is_over: bool
    is_published: bool
    strip: NowNext | None
    mine: list[Mine]
    # The tables where the person sits, the next one first.
    tables: list[OwnTable]
    # Groups to which the person may say that they come.
    sign_ups: list[SignUp]
    # How many introductions wait for the person's answer.
    to_meet: int
    # What others say that they did with the person, as long as it waits for an answer.
    tasks: list[Said]


@anonymous_allowed(because="a published programme is made to be read by anybody")
def today(request: HttpRequest) -> HttpResponse:
    """What is on now and next, and my own next ones."""
    edition = current_edition()
    found = _today(edition, person_of(request.user), clock.now()) if edition else None
    return render(request, "site/today.html", {"today": found, "edition": edition, "strip": found and found.strip})


def _today(edition: Edition, person: Person | None, now: datetime) -> Today:
    day = now.astimezone(edition.zone).date()
    version = current_version(edition)
    viewer = viewer_for(person)
    under_way = edition.starts_on <= day <= edition.ends_on
    whole = timetable(version, edition, viewer).placed if version and under_way else ()
    mine = own_programme(person, edition, version, viewer) if version and person else []
    return Today(
        edition=edition,
        days_before=(edition.starts_on - day).days,
        is_over=day > edition.ends_on,
        is_published=version is not None,
        strip=now_next(whole, now) if under_way else None,
        mine=[one for one in mine if one.placed.ends_at > now][:MY_NEXT],
        tables=own_tables(person, edition, now, viewer) if under_way else [],
        sign_ups=sign_ups_for(person, edition, now),
        to_meet=introductions_of(person, edition, viewer).filter(answer="").count() if person else 0,
        tasks=tasks_to_answer(person, viewer) if person else [],
    )


@anonymous_allowed(because="it only leads to the current edition's programme")
def current_programme(_request: HttpRequest) -> HttpResponse:
    """Go to the programme of the current edition, at today's part of it during the week."""
    edition = current_edition()
    if edition is None:
        return redirect("site:home")
    address = reverse("programme:programme", args=[edition.slug])
    day = clock.now().astimezone(edition.zone).date()
    under_way = edition.starts_on <= day <= edition.ends_on
    return redirect(f"{address}#day-{day}" if under_way else address)
