"""The numbers of the public page on how proposals are treated."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.proposals.models import Proposal, Target, Transition
from bigre.proposals.rules.balance import COOPERATIVE, FORMAT, LANGUAGE, THEME, values_of
from bigre.proposals.rules.fairness import (
    DECLINED,
    FEWEST,
    KEPT,
    MERGED,
    OPEN_SPACE,
    WAITING,
    Counted,
    Row,
    Share,
    made_of,
    outcome_told,
    outcomes,
    reasons,
    shares,
)

from .balance import first_timers, labels_of
from .proposals import with_details

State = Proposal.State


@dataclass(frozen=True, slots=True)
class Fairness:
    """Everything that the page shows; `newcomers` is None where a number would be too small to name nobody."""

    total: int
    newcomers: int | None
    outcomes: tuple[Row, ...]
    reasons: tuple[tuple[str, tuple[Row, ...]], ...]
    made_of: tuple[tuple[str, tuple[Row, ...]], ...]
    cooperatives: tuple[Share, ...]


def fairness_of(edition: Edition) -> Fairness:
    """How many proposals of what, from where, and what became of them (constant queries).

    What was merged is in the proposal that it became, which credits all its authors: it counts there, once.
    """
    history = Prefetch("transitions", Transition.objects.order_by("made_at", "pk"))
    submitted = edition.proposals.exclude(state__in=[State.DRAFT, State.WITHDRAWN])
    proposals = list(with_details(submitted).prefetch_related(history))
    labels = labels_of(edition, proposals, ())
    newcomers = first_timers(edition)
    received = [_counted(one, newcomers) for one in proposals]
    living = [one for one in received if one.outcome != MERGED]
    return Fairness(
        total=len(living),
        newcomers=_if_enough(sum(one.by_newcomers for one in living)),
        outcomes=outcomes(received, _outcome_labels()),
        reasons=_reasons(living),
        made_of=tuple(
            (str(Target.Kind(kind).label), made_of(living, kind, labels[kind])) for kind in (THEME, FORMAT, LANGUAGE)
        ),
        cooperatives=shares(living, labels[COOPERATIVE], _("Autres, ensemble")),
    )


def _counted(proposal: Proposal, newcomers: Collection[int]) -> Counted:
    outcome, category = outcome_told(proposal, list(proposal.transitions.all()))
    leads = {lead.person_id for lead in proposal.facilitations.all()}
    return Counted(
        pk=proposal.pk,
        values=frozenset(values_of(proposal)),
        outcome=outcome,
        category=category,
        by_newcomers=not leads.isdisjoint(newcomers),
    )


def _if_enough(count: int) -> int | None:
    return count if count == 0 or count >= FEWEST else None


def _outcome_labels() -> dict[str, str]:
    return {
        KEPT: _("Retenues"),
        WAITING: _("En discussion"),
        OPEN_SPACE: _("Reportées en espace libre"),
        DECLINED: _("Non retenues"),
        MERGED: _("Réunies à une autre"),
    }


def _reasons(living: Collection[Counted]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    titles = {OPEN_SPACE: _("Pourquoi en espace libre ?"), DECLINED: _("Pourquoi non retenues ?")}
    labels = {str(one.value): str(one.label) for one in Transition.Category} | {"": _("Sans raison notée")}
    found = ((title, reasons(living, outcome, labels)) for outcome, title in titles.items())
    return tuple((title, rows) for title, rows in found if rows)
