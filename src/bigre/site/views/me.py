"""One's own corner: everything that is mine, one tap away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bigre.editions.queries import current_edition, editions_shared_by, team_roles, viewer_for
from bigre.editions.rules import can_plan
from bigre.encounters.queries.cooperations import invitations_of
from bigre.encounters.queries.shared_tasks import tasks_to_answer
from bigre.people.access import with_own_person
from bigre.people.models import Person
from bigre.proposals.queries.team import opinions_asked_of
from bigre.site.queries import activities_led_by


@with_own_person
def me(request: HttpRequest, person: Person) -> HttpResponse:
    """The person's profile, programme, calendar, proposals, keys and privacy."""
    edition = current_edition()
    context = {
        "person": person,
        "edition": edition,
        "editions": editions_shared_by(person).order_by("-starts_on"),
        "proposals": person.proposals.select_related("edition").order_by("-edition__starts_on", "title"),
        "opinions": opinions_asked_of(person, edition).filter(answered_at=None) if edition else (),
        "placements": activities_led_by(person),
        "invitations": invitations_of(person).count(),
        "tasks": len(tasks_to_answer(person, viewer_for(person))),
        "planner": edition is not None and can_plan(team_roles(person, edition)),
    }
    return render(request, "site/me.html", context)
