"""What the team adds must leave the edition plannable: hours, spaces and people are asked before it is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.programme.actions.additions import add_activity
from bigre.programme.models import Activity

from .faults import CannotPlan, faults_in
from .rows import rows_of


def add_to_plan(*, edition: Edition, by: Person | None, now: datetime, **told: Any) -> Activity:
    """Add an activity, unless it contradicts what holds already: then nothing is kept, and `CannotPlan` says why."""
    before = set(faults_in(rows_of(edition)))
    with transaction.atomic():
        made = add_activity(edition=edition, by=by, now=now, **told)
        if caused := [sentence for sentence in faults_in(rows_of(edition)) if sentence not in before]:
            raise CannotPlan(caused)
    return made
