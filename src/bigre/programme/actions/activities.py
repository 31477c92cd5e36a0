"""Activities are born from proposals."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.programme.models import Activity, Lead
from bigre.programme.queries.planning import proposals_to_be_born
from bigre.programme.rules import search_stems
from bigre.proposals.models import Proposal


@transaction.atomic
def create_activities(*, edition: Edition, now: datetime) -> int:
    """Give an activity to every living proposal that has none yet; return how many were made (constant queries).

    The activity copies what it needs to be planned and shown; relations, windows and wishes stay on the proposal.
    """
    # Two requests at once: the second waits here, then finds nothing left to do.
    Edition.objects.select_for_update().get(pk=edition.pk)
    proposals = list(_proposals_without_activity(edition))
    activities = [_activity_from(proposal) for proposal in proposals]
    Activity.objects.bulk_create(activities, batch_size=500)
    # The column stamps itself on every save; a birth carries the time of the action that caused it.
    edition.activities.filter(proposal__in=proposals).update(changed_at=now)
    born = list(zip(proposals, activities, strict=True))
    _copy_leads(born)
    _copy_themes_and_equipment(born)
    return len(born)


def _proposals_without_activity(edition: Edition) -> QuerySet[Proposal]:
    return (
        proposals_to_be_born(edition)
        .select_related("format", "collective")
        .prefetch_related("themes", "equipment", "facilitations")
        .order_by("pk")
    )


def _activity_from(proposal: Proposal) -> Activity:
    return Activity(
        edition_id=proposal.edition_id,
        proposal=proposal,
        title=proposal.title,
        summary=proposal.summary,
        text=proposal.text,
        format=proposal.format,
        languages=proposal.languages,
        duration_minutes=proposal.duration_minutes,
        ideal_size=proposal.ideal_size,
        max_size=proposal.max_size,
        collective=proposal.collective,
        search_stems=search_stems(" ".join(words_of(proposal)), proposal.languages),
    )


def words_of(one: Proposal | Activity) -> Iterable[str]:
    """What the search reads of a proposal or an activity; never the names of people, who choose who sees them."""
    yield from (one.title, one.summary, one.text)
    yield from (theme.label_fr for theme in one.themes.all())
    if one.format:
        yield one.format.label_fr
    if one.collective:
        yield one.collective.name


def _copy_leads(born: list[tuple[Proposal, Activity]]) -> None:
    """The contact is named first, then the others in the order in which they joined."""
    leads = []
    for proposal, activity in born:
        named = sorted(proposal.facilitations.all(), key=lambda one: (not one.is_contact, one.pk))
        leads += [Lead(activity=activity, person_id=one.person_id, position=n) for n, one in enumerate(named)]
    Lead.objects.bulk_create(leads, batch_size=500)


def _copy_themes_and_equipment(born: list[tuple[Proposal, Activity]]) -> None:
    themes = Activity.themes.through
    themes.objects.bulk_create(
        [themes(activity_id=made.pk, theme_id=theme.pk) for proposal, made in born for theme in proposal.themes.all()],
        batch_size=500,
    )
    equipment = Activity.equipment.through
    equipment.objects.bulk_create(
        [
            equipment(activity_id=made.pk, equipment_id=item.pk)
            for proposal, made in born
            for item in proposal.equipment.all()
        ],
        batch_size=500,
    )
