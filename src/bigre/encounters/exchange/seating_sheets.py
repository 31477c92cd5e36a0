"""Place cards and lists of tables as tagged PDF, set by Typst, in the reader's language."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.formats import time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bigre.core.rules import dated
from bigre.editions.models import Edition
from bigre.encounters.models import SeatingPlan, SeatingRound
from bigre.encounters.queries.seating import round_label
from bigre.encounters.queries.seating_hall import Card, RoundDrawn, TableDrawn

DATA = Path(__file__).parent.parent / "data"


def place_cards_pdf(plan: SeatingPlan, rounds: Sequence[SeatingRound], cards: Sequence[Card]) -> bytes:
    """Eight cards a page (PDF/UA-1, A4): a name, a cooperative, and a table for each round."""
    return _set("seating_cards.typ", place_cards(plan, rounds, cards), plan.made_at)


def table_lists_pdf(plan: SeatingPlan, drawn: Sequence[RoundDrawn]) -> bytes:
    """The people of each table, round by round (PDF/UA-1, A4)."""
    return _set("seating_tables.typ", table_lists(plan, drawn), plan.made_at)


def _set(template: str, data: dict[str, Any], dated_at: datetime) -> bytes:
    pdf = typst.compile(
        (DATA / template).read_bytes(),
        format="pdf",
        sys_inputs={"sheet": json.dumps(data)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(dated_at.astimezone(UTC).timestamp()),
    )
    assert isinstance(pdf, bytes)  # without an output path Typst returns the document
    return pdf


def place_cards(plan: SeatingPlan, rounds: Sequence[SeatingRound], cards: Sequence[Card]) -> dict[str, Any]:
    """What the template of the cards reads; who shows no name gets a line to write on."""
    return {
        "title": _("Cartes de table : %(plan)s") % {"plan": plan.name},
        "language": (get_language() or "fr")[:2],
        "edition": plan.edition.name,
        "table": _word(plan),
        "empty": _("Il n’y a pas encore de carte : place d’abord tout le monde."),
        "cards": [
            {
                "name": card.guest.name,
                "cooperative": card.guest.cooperative,
                "rounds": [
                    {"when": _short(one, plan.edition), "number": number}
                    for one, number in zip(rounds, card.numbers, strict=True)
                    if number is not None
                ],
            }
            for card in cards
        ],
    }


def table_lists(plan: SeatingPlan, drawn: Sequence[RoundDrawn]) -> dict[str, Any]:
    """What the template of the lists reads."""
    return {
        "title": _("Listes de table : %(plan)s") % {"plan": plan.name},
        "language": (get_language() or "fr")[:2],
        "edition": plan.edition.name,
        "empty": _("Personne n’a encore de place."),
        "rounds": [
            {
                "name": round_label(one.round, plan.edition),
                "when": _hours(one.round, plan.edition),
                "tables": [_list(plan, table) for table in one.tables if table.people],
            }
            for one in drawn
        ],
    }


def _list(plan: SeatingPlan, drawn: TableDrawn) -> dict[str, Any]:
    people = [{"name": one.guest.called, "cooperative": one.guest.cooperative} for one in drawn.people]
    count = ngettext("%(people)s personne", "%(people)s personnes", len(people)) % {"people": len(people)}
    name = f"{_word(plan)} {drawn.table.number}"
    return {"name": f"{name} · {drawn.table.name}" if drawn.table.name else name, "count": count, "people": people}


def _word(plan: SeatingPlan) -> str:
    return _("Groupe") if plan.kind == SeatingPlan.Kind.GROUPS else _("Table")


def _short(one: SeatingRound, edition: Edition) -> str:
    """« mardi, Dîner »."""
    return f"{dated(one.starts_at.astimezone(edition.zone), 'l')}, {one.name}"


def _hours(one: SeatingRound, edition: Edition) -> str:
    """« 19:00 – 21:00 »."""
    ends = (time_format(moment.astimezone(edition.zone).time(), "H:i") for moment in (one.starts_at, one.ends_at))
    return " – ".join(ends)
