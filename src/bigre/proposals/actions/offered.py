"""Changing what a call offers without taking anything from those who use it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from bigre.proposals.models import Call, Choice, Format, Offered, Question
from bigre.proposals.queries.call import on_offer


class StillUsed(Exception):
    """Proposals or activities hold on to what was to be removed."""


class LastFormat(Exception):
    """An announced call keeps at least one format."""


@transaction.atomic
def remove_offered(*, offered: Offered) -> None:
    """Delete a format, theme or question that nothing uses; raises `StillUsed` or `LastFormat`."""
    if offered.is_used:
        raise StillUsed
    _keep_a_format(offered)
    offered.delete()


@transaction.atomic
def retire_offered(*, offered: Offered, now: datetime) -> None:
    """Offer it no longer to new proposals; raises `LastFormat`."""
    _keep_a_format(offered)
    offered.retire(now=now)


def _keep_a_format(offered: Offered) -> None:
    if not isinstance(offered, Format):
        return
    announced = Call.objects.select_for_update().filter(edition=offered.edition, announced_at__isnull=False)
    if announced.exists() and not on_offer(offered.edition.formats.exclude(pk=offered.pk)).exists():
        raise LastFormat


@transaction.atomic
def save_question(*, question: Question, choices: Sequence[tuple[str, str, str]]) -> None:
    """Write the question and its choices (French, Dutch, English), in order; a choice is known by its French name."""
    question.save()
    question.choices.exclude(label_fr__in=[french for french, *_others in choices]).delete()
    for position, (french, dutch, english) in enumerate(choices):
        Choice.objects.update_or_create(
            question=question,
            label_fr=french,
            defaults={"label_nl": dutch, "label_en": english, "position": position},
        )
