"""After the dates of an edition change, it can still be planned: what nobody is available for has no place, and why."""

from datetime import timedelta

import pytest

from bigre.programme.actions.runs import request_run
from bigre.programme.planning import carry_out
from bigre.programme.queries.reasons import unplaced_in
from bigre.proposals.actions.dates import change_dates_and_ask
from bigre.proposals.models import ProposalWindow
from tests.factories.planning import NOW, TUESDAY, small_edition

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [7, -7])
def test_an_availability_that_lies_outside_the_new_dates_leaves_its_activity_without_a_place(days: int) -> None:
    small = small_edition()
    moment, proposal = small.edition.moment, small.songs.proposal
    assert proposal is not None
    ProposalWindow.objects.create(proposal=proposal, starts_at=moment(TUESDAY, 570), ends_at=moment(TUESDAY, 765))
    shift = timedelta(days=days)
    change_dates_and_ask(
        edition=small.edition,
        starts_on=small.edition.starts_on + shift,
        ends_on=small.edition.ends_on + shift,
        now=NOW,
    )
    run = request_run(edition=small.edition, by=None, seconds=1, seed=3, now=NOW)
    carry_out(run=run, now=lambda: NOW)
    run.refresh_from_db()
    assert (run.state, small.songs in {one.activity for one in unplaced_in(run, str)}) == ("done", True)
