"""« Ta table » : where the person who asks sits, and with whom; nothing of any other table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bigre.core import clock
from bigre.editions.access import with_edition
from bigre.editions.models import Edition
from bigre.editions.queries import person_of
from bigre.encounters.queries.seating import own_tables
from bigre.encounters.queries.seating_volunteers import sign_ups_for


@with_edition
def mine(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One's own tables to come, and plans to which one may say that one comes."""
    person, now = person_of(request.user), clock.now()
    context = {
        "edition": edition,
        "own_tables": own_tables(person, edition, now),
        "sign_ups": sign_ups_for(person, edition, now),
    }
    return render(request, "encounters/seating_mine.html", context)
