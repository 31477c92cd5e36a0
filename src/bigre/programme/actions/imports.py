"""Imports: a file becomes an edition, or proposals of one; whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.editions.models import Edition, TeamMember
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.programme.exchange.flaws import refused
from bigre.programme.exchange.gathering import Gathering
from bigre.programme.exchange.reading import Asked, read_gathering
from bigre.programme.exchange.received import Kind, Received, recognise
from bigre.programme.exchange.sheet_reader import read_sheet
from bigre.programme.queries.imports import known_in

from .gathered import store_gathering
from .sheet_rows import store_sheet

SHEETS = frozenset({Kind.XLSX, Kind.CSV})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each thing an import brought."""

    proposals: int = 0
    activities: int = 0
    spaces: int = 0
    people: int = 0
    wishes: int = 0
    placements: int = 0

    def sentences(self) -> list[str]:
        """The counts that are not zero, in words."""
        n = self
        worded = (
            (n.proposals, ngettext("%(count)d proposition", "%(count)d propositions", n.proposals)),
            (n.activities, ngettext("%(count)d activité", "%(count)d activités", n.activities)),
            (n.spaces, ngettext("%(count)d espace", "%(count)d espaces", n.spaces)),
            (n.people, ngettext("%(count)d personne", "%(count)d personnes", n.people)),
            (n.wishes, ngettext("%(count)d souhait", "%(count)d souhaits", n.wishes)),
            (n.placements, ngettext("%(count)d horaire publié", "%(count)d horaires publiés", n.placements)),
        )
        return [words % {"count": count} for count, words in worded if count]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought to which edition, and sentences about what was filled in or left aside."""

    edition: Edition
    counts: Counts
    notes: tuple[str, ...] = ()


def import_file(
    *,
    content: bytes,
    name: str,
    by: Person | None,
    now: datetime,
    slug: str = "",
    starts_on: date | None = None,
    into: Edition | None = None,
) -> Imported:
    """Import a file, recognised by its content: a new edition, or proposals `into` an existing one.

    Everything is read before anything is written, and written in one transaction. `slug` and `starts_on` win over what
    the file says; the file's `name` serves last. `by` joins the new edition's programme team;
    among participants, proposals are given only to those whom `by` may see. Raises `FileRefused`.
    """
    received = recognise(content)
    if received.kind in SHEETS:
        return _twice_if_overtaken(lambda: _import_proposals(received, into, by))
    if into is not None:
        raise refused(
            _("Ce fichier décrit une rencontre entière, pas des propositions."),
            _("Importe-le comme une nouvelle édition, ou choisis un fichier XLSX ou CSV."),
        )
    gathering = read_gathering(received, Asked(slug, starts_on), today=now.date())
    return _twice_if_overtaken(lambda: _import_edition(gathering, name, by, now))


def _twice_if_overtaken(write: Callable[[], Imported]) -> Imported:
    """Write once more when somebody else took a slug or a code since we looked: this time we see what they wrote.

    `write` is a transaction of its own, so nothing of its first attempt remains.
    """
    try:
        return write()
    except IntegrityError:
        return write()


@transaction.atomic
def _import_proposals(received: Received, into: Edition | None, by: Person | None) -> Imported:
    if into is None:
        raise refused(
            _("Ce tableur contient des propositions : il faut dire dans quelle édition les mettre."),
            _("Choisis une édition existante."),
        )
    # One sheet after the other: a second one must see the titles of the first.
    into = Edition.objects.select_for_update().get(pk=into.pk)
    sheet = read_sheet(received, known_in(into))
    people = store_sheet(edition=into, proposals=sheet.proposals, viewer=viewer_for(by))
    return Imported(into, Counts(proposals=len(sheet.proposals), people=people), sheet.notes)


@transaction.atomic
def _import_edition(gathering: Gathering, name: str, by: Person | None, now: datetime) -> Imported:
    slug = _free_slug(gathering.edition.slug, name)
    stored = store_gathering(gathering=gathering, slug=slug, by=by, now=now)
    if by is not None:
        TeamMember.objects.create(edition=stored.edition, person=by, role=TeamMember.Role.PROGRAMME)
    counts = Counts(
        proposals=len(gathering.activities) if gathering.proposed else 0,
        activities=len(gathering.activities),
        spaces=len(gathering.spaces),
        people=len(gathering.people),
        wishes=len(gathering.wishes),
        placements=len(gathering.placements),
    )
    return Imported(stored.edition, counts, (*gathering.notes, *stored.notes))


def _free_slug(told: str, name: str) -> str:
    """The edition's slug, from the file or its name; refused when an edition has it already."""
    slug = slugify(told)[:50].strip("-") or slugify(PurePath(name).name.split(".")[0])[:50].strip("-") or "import"
    if Edition.objects.filter(slug=slug).exists():
        raise refused(
            _("L’édition « %(slug)s » existe déjà.") % {"slug": slug},
            _("Donne un autre identifiant à cet import (--slug, ou le champ « Identifiant »)."),
        )
    return slug
