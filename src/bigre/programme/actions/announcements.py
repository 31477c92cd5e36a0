"""Telling people by mail what a publication changes for them: one mail each, in their language, never twice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bigre.core.actions import MailToWrite, write_mails
from bigre.core.tasks import send_soon
from bigre.editions.models import Edition
from bigre.people.rules import language_for_mail
from bigre.programme.models import TimetableVersion
from bigre.programme.queries.diff import Change
from bigre.programme.queries.told import Told, is_reachable, told_by, whole_sentence


@dataclass(frozen=True, slots=True)
class Announcement:
    """What one person is told: subject and text."""

    subject: str
    body: str


def tell_of_publication(*, older: TimetableVersion | None, newer: TimetableVersion, now: datetime) -> int:
    """Write to everybody who leads or keeps what changed, and tell how many mails that is.

    The key of each mail names the version and the person: done twice, it writes nothing more.
    """
    mails = [_mail(one, newer, first=older is None) for one in told_by(older, newer) if is_reachable(one.person)]
    written = write_mails(mails=mails, now=now, scope=newer.edition.slug)
    if written:
        send_soon()
    return written


def _mail(told: Told, version: TimetableVersion, *, first: bool) -> MailToWrite:
    assert told.person.account is not None  # only those who can be reached are written to
    said = announcement(told, version.edition, language_for_mail(told.person), first=first, name=told.person.name)
    return MailToWrite(
        key=f"published:{version.pk}:{told.person.pk}",
        to=told.person.account.email,
        subject=said.subject,
        body=said.body,
    )


def announcement(told: Told, edition: Edition, language: str, *, first: bool, name: str) -> Announcement:
    """What the person is told, in this language; without a name nobody is greeted by it."""
    with translation.override(language):
        subject = (
            _("Tu animes à %(edition)s : quand et où")
            if first
            else _("Programme de %(edition)s : ce qui change pour toi")
        ) % {"edition": edition}
        context = {
            "name": name,
            "edition": edition,
            "first": first,
            "leads": _lines(told.leads, edition),
            "keeps": _lines(told.keeps, edition),
            "mine_url": settings.BASE_URL + reverse("programme:mine", args=[edition.slug]),
        }
        text = render_to_string("programme/mail/published.txt", context)
        # What is left out leaves its empty lines behind.
        return Announcement(subject, re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")


def _lines(changes: Iterable[Change], edition: Edition) -> list[dict[str, str]]:
    """A sentence for each change, and where the activity is read while the programme holds it."""
    return [{"sentence": whole_sentence(change), "url": _url(change, edition)} for change in changes]


def _url(change: Change, edition: Edition) -> str:
    if change.after is None:
        return ""
    return settings.BASE_URL + reverse("programme:activity", args=[edition.slug, change.activity.uuid])
