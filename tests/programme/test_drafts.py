"""Changing by hand what is online: in a draft of it, going on with those that exist before another is made."""

import html
from datetime import timedelta

import pytest

from bigre.core.models import Audience
from bigre.people.models import Person
from bigre.programme.actions.moves import begin_draft, move_activity
from bigre.programme.actions.versions import publish
from bigre.programme.models import SolverRun, TimetableVersion
from bigre.programme.queries.drafts import drafts_from
from tests.factories.editions import participation, team_member
from tests.factories.people import person_who_shows, person_with_account, signed_in
from tests.factories.planning import NOW, Small, published, small_edition

pytestmark = pytest.mark.django_db

ROOT = "/editions/bigre-2022/programme/planning/"
OPEN, DRAFTS = f"{ROOT}versions/1/desk/", f"{ROOT}versions/1/drafts/"


def planner(small: Small) -> Person:
    found = person_with_account("Chloé")
    team_member(small.edition, found)
    participation(found, small.edition)
    return found


def read(client: object, path: str = DRAFTS) -> str:
    return html.unescape(client.get(path).content.decode())  # type: ignore[attr-defined]  # of Django's client


def test_the_first_draft_is_made_at_once_and_then_gone_on_with() -> None:
    small = small_edition()
    published(small)
    client = signed_in(planner(small))
    assert "Personne n’ajuste cette version pour l’instant" in read(client)
    assert client.post(OPEN)["Location"] == f"{ROOT}desk/2/"
    assert [client.post(OPEN)["Location"] for _again in range(2)] == [DRAFTS, DRAFTS]
    assert client.post(f"{ROOT}versions/2/desk/")["Location"] == f"{ROOT}desk/2/"
    assert small.edition.versions.count() == 2
    assert [client.get(path).status_code for path in (f"{ROOT}desk/1/", OPEN)] == [404, 405]
    assert client.get(f"{ROOT}versions/2/drafts/")["Location"] == f"{ROOT}desk/2/"


def test_drafts_in_progress_say_who_began_them_when_and_how_much_moved_and_another_can_be_made() -> None:
    small = small_edition()
    online = published(small)
    chloe = planner(small)
    begin_draft(base=online, by=chloe, now=NOW)
    second = begin_draft(base=online, by=person_who_shows(Audience.NOBODY, "Noé Secret"), now=NOW + timedelta(days=1))
    for hours in (1, 2):
        at = NOW + timedelta(days=1, hours=hours)
        move_activity(version=second, activity=small.songs, starts_at=None, space=None, by=chloe, now=at)
    client = signed_in(chloe)
    told = " ".join(read(client).split())
    assert "Commencé par Chloé le 1er juin à 11:00. Rien n’y a encore bougé." in told
    assert "Commencé le 2 juin à 11:00. 2 déplacements, le dernier le 2 juin à 13:00." in told
    assert told.index("Version 3") < told.index("Version 2")
    assert "Noé Secret" not in told
    assert client.post(OPEN, {"begin": "another"})["Location"] == f"{ROOT}desk/4/"


def test_what_a_calculation_proposes_or_is_published_is_no_draft_in_progress() -> None:
    small = small_edition()
    online = published(small)
    began = begin_draft(base=online, by=None, now=NOW)
    computed = TimetableVersion.objects.create(edition=small.edition, number=9, made_at=NOW, base=online)
    SolverRun.objects.create(edition=small.edition, version=computed, seconds_asked=5, seed=1, seen_at=NOW)
    assert list(drafts_from(online)) == [began]
    publish(version=began, by=None, now=NOW)
    assert list(drafts_from(online)) == []
