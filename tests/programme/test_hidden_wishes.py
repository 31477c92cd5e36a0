"""What people wish stays untold until their vote is closed: in files, on the command line, on the planning page."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bigre.editions.models import Edition
from tests.factories.editions import edition, team_member
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.planning import small_edition
from tests.factories.proposals import call, proposal, wish

pytestmark = pytest.mark.django_db
FAR_OFF = datetime(2100, 6, 1, 8, tzinfo=UTC)
PLANNING = "/editions/bigre-2022/programme/planning/"
EXPORT = "/editions/bigre-2022/programme/export/koma/"


def test_what_people_wish_leaves_in_no_file_before_the_vote_is_closed() -> None:
    here = edition(life=Edition.Life.PLANNING)
    team_member(here, chloe := person_with_account("Chloé"))
    vote = call(here, wishes_open_at=datetime(2020, 1, 1, tzinfo=UTC), wishes_close_at=datetime(2100, 1, 1, tzinfo=UTC))
    refused = signed_in(chloe).get(EXPORT)
    assert (refused.status_code, "dès la clôture" in refused.content.decode()) == (403, True)
    vote.wishes_close_at = datetime(2020, 1, 2, tzinfo=UTC)
    vote.save()
    assert signed_in(chloe).get(EXPORT).status_code == 200


def test_the_command_keeps_wishes_until_the_vote_is_closed_and_says_when(tmp_path: Path) -> None:
    here, wished = edition(), person("Bob")
    wish(wished, proposal(here, "Lire"))
    vote = call(
        here, wishes_open_at=datetime(2020, 1, 1, tzinfo=UTC), wishes_close_at=datetime(2100, 6, 1, 8, tzinfo=UTC)
    )
    file = tmp_path / "x.json"
    with pytest.raises(CommandError, match=r"après leur clôture, le 1er juin 2100 à 10:00\. Les autres formats"):
        call_command("export", here.slug, format="koma", out=file)
    assert not file.exists()
    call_command("export", here.slug, format="xlsx", out=tmp_path / "x.xlsx")
    vote.wishes_close_at = None
    vote.save()
    with pytest.raises(CommandError, match="dont la date n’est pas encore dite"):
        call_command("export", here.slug, format="koma", out=file)
    vote.wishes_close_at = datetime(2020, 1, 2, tzinfo=UTC)
    vote.save()
    call_command("export", here.slug, format="koma", out=file)
    assert json.loads(file.read_bytes())["participants"] == []


def test_the_page_does_not_count_wishes_before_their_vote_is_closed() -> None:
    small = small_edition()
    vote = call(small.edition, wishes_open_at=datetime(2020, 1, 1, tzinfo=UTC), wishes_close_at=FAR_OFF)
    team_member(small.edition, teammate := person_with_account("Chloé"))
    chloe = signed_in(teammate)
    page = chloe.get(PLANNING)
    text = page.content.decode()
    assert page.context["state"].wishes is None
    assert "souhaits exprimés" not in text
    assert "après leur clôture, le mardi 1er juin à 10:00." in text
    assert EXPORT not in text
    vote.wishes_close_at = datetime(2020, 1, 2, tzinfo=UTC)
    vote.save()
    again = chloe.get(PLANNING)
    assert again.context["state"].wishes == 3
    assert "souhaits exprimés" in again.content.decode()
