"""The doors of an edition's pages."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from bigre.editions.access import planners_only, with_edition
from bigre.editions.models import Edition, TeamMember
from bigre.editions.rules import PLANNERS, can_plan, is_public
from bigre.people.models import Person
from tests.factories.editions import edition, team_member
from tests.factories.people import person_with_account

pytestmark = pytest.mark.django_db


@with_edition
def page(request: HttpRequest, edition: Edition) -> HttpResponse:
    return HttpResponse(edition.name)


@planners_only
def team_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    return HttpResponse(edition.name)


def asked_by(person: Person | None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = person.account if person and person.account else AnonymousUser()
    return request


def test_the_address_becomes_the_edition() -> None:
    edition("summer", name="Été")
    assert page(asked_by(None), edition="summer").content.decode() == "Été"


def test_an_unknown_edition_is_not_found() -> None:
    with pytest.raises(Http404):
        page(asked_by(None), edition="winter")


def test_an_edition_in_preparation_is_found_by_its_team_only() -> None:
    week = edition("summer", name="Été", life=Edition.Life.PREPARATION)
    bob, chloe = person_with_account("Bob"), person_with_account("Chloé")
    team_member(week, chloe, TeamMember.Role.PRESS)
    assert page(asked_by(chloe), edition="summer").content.decode() == "Été"
    for other in (None, bob):
        with pytest.raises(Http404):
            page(asked_by(other), edition="summer")


@pytest.mark.parametrize("role", TeamMember.Role)
def test_team_pages_open_to_those_who_plan(role: TeamMember.Role) -> None:
    week = edition("summer", name="Été")
    chloe = person_with_account("Chloé")
    team_member(week, chloe, role)
    if role in {TeamMember.Role.COORDINATION, TeamMember.Role.PROGRAMME}:
        assert team_page(asked_by(chloe), edition="summer").content.decode() == "Été"
    else:
        with pytest.raises(PermissionDenied, match="réservée à l’équipe du programme"):
            team_page(asked_by(chloe), edition="summer")


def test_planning_one_edition_opens_no_other() -> None:
    edition("summer")
    chloe = person_with_account("Chloé")
    team_member(edition("winter"), chloe)
    with pytest.raises(PermissionDenied):
        team_page(asked_by(chloe), edition="summer")


def test_the_roles_that_plan_exist() -> None:
    assert set(TeamMember.Role.values) >= PLANNERS
    assert [can_plan([role]) for role in sorted(PLANNERS)] == [True, True]
    assert can_plan([]) is False


@pytest.mark.parametrize("life", Edition.Life)
def test_every_edition_is_public_once_it_is_prepared(life: Edition.Life) -> None:
    assert is_public(edition(life=life)) is (life != Edition.Life.PREPARATION)
