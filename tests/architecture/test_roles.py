"""Every page and every route of the API, asked by somebody of every role: who is let in, who writes, what leaks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bigre.editions.models import Edition
from bigre.proposals.models import Proposal
from tests.factories.roles import ROLES, SECRETS, World, world

from .roles_table import AUDIENCES, LIBRARY, TABLE
from .test_access import pages

LET_IN = {"200", "204", "302", "422"}
# The only page that shows whom its author would rather not be with.
OWN_LIST = "me/openness/not-with/"
# Two who said yes to each other read how to reach one another, there and nowhere else.
MEETING, BOTH_SAID_YES = "/encounters/", ("participant", "facilitator")
# What the secret in a link lets its reader see: a draft, the name of a cooperation.
LETTING_LINKS = {"proposals/resume/": "draft", "cooperations/reminders/": "journal"}
# That a session or a program's key was used is noted for whoever calls.
WRITING = re.compile(r"^(INSERT|UPDATE|DELETE)\b(?!.*(django_session|api_apitoken))", re.IGNORECASE | re.DOTALL)
# Which secrets a role may read. Everybody reads their own address and contact; who leads, whom they invited.
MAY_READ: dict[str, set[str]] = {
    "facilitator": {"draft", "merge", "avoided", "journal", "task"},
    # Is invited to a cooperation: its name and its sentence.
    "participant": {"kept", "avoided", "journal", "task"},
    "press": {"note", "opinion"},
    "planner": {"note", "opinion", "mail"},
}


def routes() -> list[str]:
    """Every address of the site as written, once; what a library matches with a pattern of its own is the library's."""
    return sorted({route for route, _view in pages() if "^" not in route})


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody is answered: a status ("login" when asked to sign in), the text, and whether rows were written."""

    status: str
    text: str
    wrote: bool


class _Undo(Exception):
    """Nothing of a request stays for the next one."""


def address(route: str, here: World) -> str:
    """The address of what the world has there: the longest place named in `World.values` decides."""

    def value(found: re.Match[str]) -> str:
        places = [place for place, values in here.values.items() if place in route and found[1] in values]
        return str(here.values[max(places, key=len)][found[1]]) if places else "1"

    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", value, route)


def ask(here: World, role: str, method: str, where: str) -> Answer:
    """What the role is answered there, with an empty body; whatever it did is undone."""
    cache.clear()
    browser, keys = here.browsers[role], here.keys[role]
    try:
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            response = browser.post(where, headers=keys) if method == "POST" else browser.get(where, headers=keys)
            content = b"".join(response) if response.streaming else response.content
            raise _Undo
    except _Undo:
        wrote = any(WRITING.match(query["sql"]) for query in asked.captured_queries)
    asked_to_sign_in = response.status_code == 302 and "/account/login" in response.headers["Location"]
    status = "login" if asked_to_sign_in else str(response.status_code)
    return Answer(status, content.decode(errors="ignore"), wrote)


def refusals(spec: str, role: str) -> set[str] | None:
    """The statuses with which the line refuses the role; None when it lets them in."""
    if spec == "405":
        return {"login", "403", "404", "405"}
    audience, _space, statuses = spec.partition(" ")
    if role in AUDIENCES[audience]:
        return None
    expected = set(statuses.split("/"))
    return {"login", *expected} if role == "anonymous" else expected


def leaked(answer: Answer, role: str, where: str) -> list[str]:
    """The secrets that the answer tells to a role that may not read them."""
    own = f"{role}|invited" if role == "facilitator" else role
    if MEETING in where and role in BOTH_SAID_YES:
        own = "|".join([own, *BOTH_SAID_YES])
    text = re.sub(f"(?:{SECRETS['address']}|{SECRETS['contact']})-(?:{own})", "", answer.text)
    allowed = MAY_READ.get(role, set()) | {name for link, name in LETTING_LINKS.items() if link in where}
    if where != OWN_LIST:
        allowed = allowed - {"avoided"}
    return [name for name, words in SECRETS.items() if words in text and name not in allowed]


def mistakes(here: World, role: str, route: str) -> Iterator[str]:
    """Where what the role meets differs from what the table says, and what it reads that it may not."""
    read, write = TABLE.get(route, ("everybody", "everybody"))
    for method, spec in (("GET", read), ("POST", write)):
        refused = refusals(spec, role)
        if method == "POST" and refused is None and spec in {"everybody", "members"}:
            continue
        answer = ask(here, role, method, address(route, here))
        if not route.startswith(LIBRARY):
            yield from wrong(answer, method, refused)
        yield from (f"{method} tells {name}" for name in leaked(answer, role, route))


def wrong(answer: Answer, method: str, refused: set[str] | None) -> Iterator[str]:
    """How the answer differs from a refusal with these statuses, or from letting in."""
    if refused is None:
        # With nothing in it, what they send may be of no use, but they are not sent away.
        let_in = answer.status in LET_IN or (method == "POST" and answer.status == "404")
        if not let_in:
            yield f"{method} {answer.status}, should be let in"
        return
    if answer.status not in refused:
        yield f"{method} {answer.status}, should be {sorted(refused)}"
    if answer.wrote:
        yield f"{method} refused with {answer.status}, yet wrote"


def told(here: World, role: str, asked: Iterable[str]) -> list[str]:
    return [f"{route}: {mistake}" for route in asked for mistake in mistakes(here, role, route)]


def test_every_address_has_its_line_and_every_line_its_address() -> None:
    known = {route for route in routes() if not route.startswith(LIBRARY)}
    assert (sorted(known - TABLE.keys()), sorted(TABLE.keys() - known)) == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_let_in_where_the_table_says_and_reads_nothing_else(role: str) -> None:
    assert told(world(), role, routes()) == []


@pytest.mark.django_db
def test_a_draft_is_there_for_nobody_but_those_who_lead_it() -> None:
    here = world()
    here.values[""]["uuid"] = here.draft.uuid
    assert here.draft.state == Proposal.State.DRAFT
    found = []
    for role in ("network", "press", "planner", "administrator"):
        for route in routes():
            if "<uuid:uuid>" in route and "/proposals/" in route:
                for method in ("GET", "POST"):
                    answer = ask(here, role, method, address(route, here))
                    if answer.status not in {"403", "404", "405"} or answer.wrote or SECRETS["draft"] in answer.text:
                        found.append((role, method, route, answer.status))
    assert found == []


@pytest.mark.django_db
def test_an_edition_in_preparation_is_there_for_its_team_alone() -> None:
    here = world()
    Edition.objects.filter(slug=here.values[""]["edition"]).update(life=Edition.Life.PREPARATION)
    found = []
    for role in ("anonymous", "facilitator"):
        for route in routes():
            if route.startswith(("editions/<slug", "api/editions/<slug")):
                answer = ask(here, role, "GET", address(route, here))
                if answer.status not in {"login", "404", "405"}:
                    found.append((role, route, answer.status))
    assert found == []
