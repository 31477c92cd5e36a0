"""Who hears of what is said on a proposal, and how often."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import DigestRhythm, Facilitation, Following, Proposal

# What is told begins after `heard_until`: what is about to be said at this moment is still news.
JUST_BEFORE = timedelta(microseconds=1)


def follow(*, proposal: Proposal, person: Person, now: datetime) -> Following:
    """The person hears of it from now on; one who had muted it hears again, of what comes."""
    thread, made = Following.objects.get_or_create(proposal=proposal, person=person, defaults={"heard_until": now})
    if thread.muted and not made:
        thread.muted, thread.heard_until = False, now
        thread.save(update_fields=["muted", "heard_until"])
    return thread


def mute(*, proposal: Proposal, person: Person, now: datetime) -> None:
    """The person hears of it no longer, even if they comment on it or lead it."""
    Following.objects.update_or_create(proposal=proposal, person=person, defaults={"muted": True, "heard_until": now})


def join_thread(*, proposal: Proposal, person: Person, now: datetime) -> None:
    """Whoever takes part follows, unless they muted it; what was said until now they have read."""
    _thread, made = Following.objects.get_or_create(proposal=proposal, person=person, defaults={"heard_until": now})
    if not made:
        hear(proposal=proposal, person=person, now=now)


def hear(*, proposal: Proposal, person: Person, now: datetime) -> None:
    """The person has read what was said until now: no digest tells it again."""
    Following.objects.filter(proposal=proposal, person=person, heard_until__lt=now).update(heard_until=now)


def let_leads_follow(*, now: datetime, proposal: Proposal | None = None) -> None:
    """Those who lead this proposal, or any of an edition that is not archived, follow it unless they muted it."""
    leads = Facilitation.objects.filter(proposal=proposal) if proposal else _living_leads()
    known = set(Following.objects.filter(proposal__in=leads.values("proposal")).values_list("proposal", "person"))
    missing = set(leads.values_list("proposal", "person")) - known
    Following.objects.bulk_create(
        (Following(proposal_id=of, person_id=who, heard_until=now - JUST_BEFORE) for of, who in sorted(missing)),
        ignore_conflicts=True,
    )


def _living_leads() -> QuerySet[Facilitation]:
    return Facilitation.objects.exclude(proposal__edition__life=Edition.Life.ARCHIVED)


@transaction.atomic
def choose_rhythm(*, person: Person, rhythm: str, now: datetime) -> None:
    """Mails tell the person what is new as often as that; after « never » they begin with what comes."""
    before = DigestRhythm.objects.select_for_update().filter(person=person).first()
    if before and before.rhythm == DigestRhythm.Rhythm.NEVER:
        Following.objects.filter(person=person, heard_until__lt=now).update(heard_until=now)
    DigestRhythm.objects.update_or_create(person=person, defaults={"rhythm": rhythm})
