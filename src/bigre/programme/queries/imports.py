"""What an import asks of the database: who may import, and what an edition offers to a sheet of proposals."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from bigre.core.models import Labelled
from bigre.core.rules import fold
from bigre.editions.models import Edition, Equipment
from bigre.editions.rules import PLANNERS
from bigre.people.models import Person
from bigre.proposals.models import Question


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question of the team: its labels in all languages, and its choices, by folded label, where it has some."""

    pk: int
    labels: tuple[str, ...]
    choices: dict[str, int] | None
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What an edition offers to choose from, by folded label: its own spellings; usual minutes by format; titles."""

    formats: dict[str, str]
    minutes: dict[str, int]
    themes: dict[str, str]
    equipment: dict[str, str]
    titles: frozenset[str]
    questions: tuple[KnownQuestion, ...] = ()


def can_import(person: Person | None) -> bool:
    """Whether the person may bring in files: everybody in the team of some edition may."""
    return person is not None and person.team_roles.exists()


def editions_planned_by(person: Person) -> QuerySet[Edition]:
    """The editions whose programme the person is in charge of, latest first: those that they may add proposals to."""
    planned = Edition.objects.filter(team__person=person, team__role__in=PLANNERS)
    return planned.exclude(life=Edition.Life.ARCHIVED).distinct().order_by("-starts_on", "-pk")


def known_in(edition: Edition) -> Known:
    """What a sheet of proposals for this edition may choose from, in any of the labels' languages (6 queries)."""
    formats = list(edition.formats.all())
    return Known(
        formats=_by_label(formats),
        minutes={kind.label_fr: kind.duration_minutes for kind in formats},
        themes=_by_label(edition.themes.all()),
        equipment=_by_label(Equipment.objects.all()),
        titles=frozenset(fold(title) for title in edition.proposals.values_list("title", flat=True)),
        questions=tuple(_question(one) for one in edition.questions.order_by("pk").prefetch_related("choices")),
    )


def _question(question: Question) -> KnownQuestion:
    labels = tuple(filter(None, (question.label_fr, question.label_nl, question.label_en)))
    if question.kind != Question.Kind.CHOICE:
        return KnownQuestion(question.pk, labels, None)
    choices = list(question.choices.all())
    named = {fold(word): one.pk for one in choices for word in (one.label_nl, one.label_en) if word}
    named |= {fold(one.label_fr): one.pk for one in choices}
    return KnownQuestion(question.pk, labels, named, tuple(one.label_fr for one in choices))


def _by_label(things: Iterable[Labelled]) -> dict[str, str]:
    """French labels by each folded label; the French ones win where two languages share a word."""
    labels = [(thing.label_fr, (thing.label_nl, thing.label_en, thing.label_fr)) for thing in things]
    return {fold(label): french for french, written in labels for label in written if label}
