"""Mails that tell people what is new on the proposals that they follow."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from bigre.core.tasks import send_soon
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.people.rules import Viewer, face
from bigre.proposals.models import Comment, DigestRhythm, Following, Proposal, Suggestion
from bigre.proposals.queries.news import News, news_for, people_with_news
from bigre.proposals.rules.digests import turn

from .following import let_leads_follow
from .mails import proposal_url, write_to

Rhythm = DigestRhythm.Rhythm


def write_digests(*, now: datetime) -> int:
    """Write to everybody whose turn it is what is new to them; return how many mails.

    Each person in a transaction of their own: a mail that fails keeps nobody else waiting. Done twice at once or
    again after a failure, the key (person, turn, newest thing told) lets each mail out once.
    """
    let_leads_follow(now=now)
    return _tell(people_with_news().order_by("pk"), now)


def tell_at_once(*, proposal: Proposal, now: datetime) -> None:
    """Write to those who follow the proposal and asked to be told at once."""
    threads = Following.objects.filter(proposal=proposal, muted=False).values("person")
    _tell(people_with_news().filter(pk__in=threads, digest_rhythm__rhythm=Rhythm.AT_ONCE).order_by("pk"), now)


def _tell(people: Iterable[Person], now: datetime) -> int:
    return sum(write_digest(person=person, now=now) for person in people)


@transaction.atomic
def write_digest(*, person: Person, now: datetime) -> bool:
    """Write to one person what is new up to their turn, if anything is; they have then heard of it."""
    chosen = getattr(person, "digest_rhythm", None)
    rhythm = chosen.rhythm if chosen else Rhythm.DAILY
    until = turn(rhythm, timezone.localtime(now))
    news = news_for(person, until=until) if until else []
    if not news:
        return False
    newest = max(one.latest_at for one in news)
    count = sum(one.count for one in news)
    written = write_to(
        person,
        key=f"digest:{person.pk}:{rhythm}:{newest.isoformat()}",
        subject=ngettext_lazy(
            "%(count)d nouveauté dans les propositions que tu suis",
            "%(count)d nouveautés dans les propositions que tu suis",
            "count",
        ),
        words={"count": count},
        template="digest",
        edition=news[0].proposal.edition,
        now=now,
        told=_told(viewer_for(person), news),
    )
    _have_heard(person, news)
    DigestRhythm.objects.update_or_create(person=person, defaults={"sent_at": now}, create_defaults={"sent_at": now})
    send_soon()
    return written


def _have_heard(person: Person, news: list[News]) -> None:
    """What came later than what was told is still news."""
    for one in news:
        threads = Following.objects.filter(person=person, proposal=one.proposal)
        threads.update(heard_until=Greatest("heard_until", one.latest_at))


def _told(viewer: Viewer, news: list[News]) -> list[dict[str, object]]:
    """The news as the person may see them: names as people show them."""
    return [
        {
            "proposal": one.proposal,
            "url": proposal_url(one.proposal),
            "comments": [(_name(viewer, comment), comment.text) for comment in one.comments],
            "suggestions": [(_name(viewer, suggestion), suggestion) for suggestion in one.suggestions],
        }
        for one in news
    ]


def _name(viewer: Viewer, said: Comment | Suggestion) -> str:
    return face(viewer, said.author).name if said.author else ""
