"""Loads the whole demo edition, up to the point where it can be planned."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bigre.core import clock
from bigre.editions.models import Edition
from bigre.people.actions import load_reference_data

from .audiences import choose_audiences
from .cast import participants
from .collectives import create_collectives
from .content import content, proposal_rows
from .cooperations import create_cooperations
from .discussions import discuss_the_programme
from .edition import create_edition
from .facilitators import Choice
from .history import tell_history
from .network import create_cooperatives
from .next_edition import create_next_edition
from .openness import tell_openness
from .past import create_past_editions
from .people import create_people
from .programme import create_programme
from .proposals import create_proposals
from .put_aside import create_put_aside
from .seating import create_speed_meeting, create_tables
from .sightings import create_sightings
from .taking_part import choose_first_timers, create_memories, create_participations, create_team
from .towns import towns
from .wishes import create_wishes

type Progress = Callable[[str], None]


def load_demo(*, now: datetime, on_progress: Progress | None = None) -> Edition:
    """Load Bigre! 2022 and all around it, in one transaction; nothing happens when it is there already.

    The same rows come out of every load (`now` apart). `on_progress` hears one sentence before each step.
    The edition is left in planning: activities exist, a few are pinned, no timetable does.
    """
    slug = content("edition")["edition"]["slug"]
    present = Edition.objects.filter(slug=slug).first()
    return present or _load(now, on_progress or (lambda _sentence: None))


@transaction.atomic
def _load(now: datetime, tell: Progress) -> Edition:
    tell(_("Lieux, métiers et secteurs"))
    load_reference_data()
    known = towns()
    tell(_("Coopératives, édition et mémoire des précédentes"))
    cooperatives = create_cooperatives(known)
    edition = create_edition(known, cooperatives)
    past = create_past_editions(known, cooperatives)
    tell(_("Personnes"))
    people = participants(known)
    leaders = Choice(people).chosen_for(proposal_rows())
    choose_first_timers(people)
    choose_audiences(people, leaders)
    create_people(people, cooperatives, now)
    create_participations(edition, people, leaders, now)
    create_memories(past, people)
    team = create_team(edition, people)
    create_collectives(people, leaders)
    tell_openness(people, now)
    create_cooperations([*past, edition], cooperatives, people)
    tell(_("Propositions, souhaits et activités"))
    proposals = create_proposals(edition, leaders, now)
    create_wishes(people, proposals, leaders)
    aside, aside_leaders = create_put_aside(edition, people, leaders, now)
    tell_history(edition, proposals | aside, leaders | aside_leaders, team)
    discuss_the_programme(edition, proposals, leaders, people)
    create_sightings(edition, people)
    # Its call is open at the moment that the pages of a demo tell of.
    create_next_edition(edition, people, clock.now() if settings.DEMO else now)
    create_programme(edition, proposals, now)
    # As far as the demo's week knows, tables were told the day before it.
    eve = edition.moment(edition.starts_on - timedelta(days=1), 12 * 60)
    create_tables(edition, team, eve)
    create_speed_meeting(edition, team, eve)
    return edition
