"""Topics: what people ask for or offer to lead, and the proposals that are born from them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bigre.core.tasks import send_soon
from bigre.editions.models import Edition
from bigre.editions.queries import viewer_for
from bigre.people.models import Person
from bigre.people.rules import face
from bigre.proposals.models import Facilitation, Proposal, Theme, Topic, Voice
from bigre.proposals.rules.topics import TOLD, can_join, is_free

from .following import join_thread
from .mails import proposal_url, topic_url, write_to

USUAL_MINUTES = 90


class TopicTaken(Exception):
    """Somebody made a proposal of it first, or it was closed."""


class NotInvited(Exception):
    """Only whoever offered to lead is asked to come along."""


@transaction.atomic
def write_topic(
    *, edition: Edition, author: Person, kind: str, title: str, text: str, themes: Iterable[Theme], now: datetime
) -> Topic:
    """Ask for a session, or offer to lead one; whoever asks for it wants it too."""
    made = Topic.objects.create(edition=edition, author=author, kind=kind, title=title, text=text, written_at=now)
    made.themes.set(themes)
    if kind == Topic.Kind.WANTED:
        give_voice(topic=made, person=author, now=now)
    return made


def give_voice(*, topic: Topic, person: Person, now: datetime) -> None:
    """« Me too »; said twice it counts once."""
    Voice.objects.get_or_create(topic=topic, person=person, defaults={"given_at": now})


@transaction.atomic
def begin_proposal(*, topic: Topic, by: Person, offers: Iterable[Topic] = (), now: datetime) -> Proposal:
    """Make a draft of a topic, led by `by`; those who offered to lead are asked to come along. Raises `TopicTaken`.

    `offers` are offers that answer a wanted topic; an offer answers itself. Those of them that somebody has taken
    meanwhile are left out.
    """
    current = _locked(topic)
    if not is_free(current):
        raise TopicTaken
    made = Proposal.objects.create(
        edition=current.edition,
        title=current.title,
        text=current.text,
        duration_minutes=USUAL_MINUTES,
        state=Proposal.State.DRAFT,
    )
    made.themes.set(current.themes.all())
    Facilitation.objects.create(proposal=made, person=by, is_contact=True)
    others = [offer for offer in map(_locked, offers) if is_free(offer) and offer.edition_id == current.edition_id]
    for one in {each.pk: each for each in [current, *others]}.values():
        one.proposal = made
        one.save(update_fields=["proposal"])
        _invite(one, by, now)
    send_soon()
    return made


def _locked(topic: Topic) -> Topic:
    return Topic.objects.select_for_update(of=("self",)).select_related("proposal", "edition").get(pk=topic.pk)


def _invite(offer: Topic, by: Person, now: datetime) -> None:
    """Ask whoever offered to lead to come along: on the page of their offer they join or not."""
    author = offer.author
    if offer.kind != Topic.Kind.OFFERED or author is None or author.pk == by.pk:
        return
    write_to(
        author,
        key=f"topic:{offer.pk}:begun:{offer.proposal_id}",
        subject=_("On te propose d’animer à plusieurs : « %(title)s »"),
        words={"title": offer.title},
        template="topic_begun",
        edition=offer.edition,
        now=now,
        by=face(viewer_for(author), by).name,
        title=offer.title,
        url=topic_url(offer),
    )


@transaction.atomic
def join_proposal(*, topic: Topic, by: Person, now: datetime) -> Proposal:
    """Whoever offered to lead comes to lead the proposal that was made with their offer; raises `NotInvited`."""
    current = _locked(topic)
    if not can_join(by, current) or current.proposal is None:
        raise NotInvited
    Facilitation.objects.get_or_create(proposal=current.proposal, person=by)
    join_thread(proposal=current.proposal, person=by, now=now)
    return current.proposal


@transaction.atomic
def tell_voices(*, now: datetime) -> int:
    """Close the topics whose proposal was submitted, and tell all who wanted them; return how many mails.

    A draft is told to nobody. Done twice, the keys let each mail out once.
    """
    found = Topic.objects.select_for_update(of=("self",)).filter(closed_at=None, proposal__state__in=TOLD)
    written = sum(_tell(topic, now) for topic in found.select_related("proposal__edition", "edition").order_by("pk"))
    if written:
        send_soon()
    return written


def _tell(topic: Topic, now: datetime) -> int:
    topic.closed_at = now
    topic.save(update_fields=["closed_at"])
    assert topic.proposal is not None
    leads = topic.proposal.facilitations.values("person")
    wanting = Person.objects.filter(voices__topic=topic).exclude(pk__in=leads).select_related("account")
    return sum(
        write_to(
            person,
            key=f"topic:{topic.pk}:submitted:{person.pk}",
            subject=_("« %(title)s » : quelqu’un le propose"),
            words={"title": topic.title},
            template="topic_submitted",
            edition=topic.edition,
            now=now,
            topic=topic,
            url=proposal_url(topic.proposal),
        )
        for person in wanting.order_by("pk")
    )
