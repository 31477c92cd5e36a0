"""What the team balances: the values of each criterion, the targets, and who leads for the first time."""

from collections.abc import Collection

from django.db.models import Q

from bigre.core.rules import language_name
from bigre.editions.models import Edition
from bigre.people.models import Cooperative
from bigre.proposals.models import Proposal, Target
from bigre.proposals.rules.balance import COOPERATIVE, FIRST_TIME, FORMAT, LANGUAGE, THEME, Criterion, Value, balance
from bigre.proposals.rules.balance import cooperatives_of as cooperatives_of_person

from .proposals import with_details

LANGUAGES = ("fr", "nl", "en")


def first_timers(edition: Edition) -> frozenset[int]:
    """The ids of people who come to the edition for the first time: whoever of them leads, leads for the first time."""
    return frozenset(edition.participations.filter(first_time=True).values_list("person_id", flat=True))


def targets_of(edition: Edition) -> dict[Value, int]:
    """How many the team aims at, by criterion and value."""
    return {(one.kind, one.key): one.count for one in Target.objects.filter(edition=edition)}


def balance_of(edition: Edition, proposals: Collection[Proposal], newcomers: Collection[int]) -> tuple[Criterion, ...]:
    """The balance of proposals loaded with `with_details` (5 queries)."""
    targets = targets_of(edition)
    return balance(
        proposals,
        first_timers=newcomers,
        targets=targets,
        labels=labels_of(edition, proposals, targets),
        titles={str(kind.value): str(kind.label) for kind in Target.Kind},
    )


def balance_today(edition: Edition) -> tuple[Criterion, ...]:
    """The balance of all that the edition's people have submitted."""
    proposals = with_details(edition.proposals.exclude(state=Proposal.State.DRAFT))
    return balance_of(edition, list(proposals), first_timers(edition))


def labels_of(
    edition: Edition, proposals: Collection[Proposal], targets: Collection[Value]
) -> dict[str, dict[str, str]]:
    """For each criterion, the values that it may take, by key, in the order in which they are shown."""
    return {
        THEME: {theme.slug: theme.label for theme in edition.themes.order_by("position", "pk")},
        FORMAT: {kind.slug: kind.label for kind in edition.formats.order_by("position", "pk")},
        COOPERATIVE: _cooperatives(edition, proposals, targets),
        LANGUAGE: _languages(proposals, targets),
        FIRST_TIME: {"": str(Target.Kind.FIRST_TIME.label)},
    }


def _cooperatives(edition: Edition, proposals: Collection[Proposal], targets: Collection[Value]) -> dict[str, str]:
    """Those that carry the edition, those of the people who propose, and those that the team aims at."""
    aimed = [key for kind, key in targets if kind == COOPERATIVE]
    known = Cooperative.objects.filter(Q(editions=edition) | Q(slug__in=aimed)).distinct()
    names = dict(known.values_list("slug", "name"))
    for proposal in proposals:
        for lead in proposal.facilitations.all():
            names.update(cooperatives_of_person(lead.person))
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def _languages(proposals: Collection[Proposal], targets: Collection[Value]) -> dict[str, str]:
    aimed = (key for kind, key in targets if kind == LANGUAGE)
    spoken = (code for proposal in proposals for code in proposal.languages)
    return {code: language_name(code) for code in dict.fromkeys([*LANGUAGES, *aimed, *sorted(spoken)])}
