"""When somebody no longer comes: what they propose goes to those who lead it with them, or to the team."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Facilitation, Note
from bigre.proposals.queries.leaving import Legacy, legacy_of

from .invitations import leave_proposal


@transaction.atomic
def leave_co_construction(*, edition: Edition, person: Person, now: datetime) -> Legacy:
    """The person leads nothing in the edition any more; returns what went where.

    Who has led the longest becomes the contact; what nobody else leads stays where it stands, with a note to the team;
    drafts that nobody else has read are deleted.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    legacy = legacy_of(edition, person)
    for proposal in legacy.handed_on:
        leave_proposal(proposal=proposal, person=person)
    Facilitation.objects.filter(proposal__in=legacy.left_to_team, person=person).delete()
    Note.objects.bulk_create(
        Note(proposal=proposal, text=_("Plus personne ne l’anime : qui la portait ne vient plus."), written_at=now)
        for proposal in legacy.left_to_team
    )
    for draft in legacy.deleted:
        draft.delete()
    return legacy
