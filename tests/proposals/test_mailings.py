"""Mails of the team to many at once, never twice; and the outbox that everybody of the team can look into."""

from datetime import UTC, datetime
from html import unescape

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries

from bigre.core.actions import write_mail
from bigre.core.models import OutgoingMail
from bigre.core.tasks import send_outbox
from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.actions.mailings import AlreadySent, NobodyToWriteTo, send_mailing
from bigre.proposals.models import Mailing, Proposal
from bigre.proposals.queries.mailings import Progress, progress_of
from tests.factories.editions import edition, team_member
from tests.factories.people import person, person_with_account, signed_in
from tests.factories.programme import format_of, theme
from tests.factories.proposals import proposal
from tests.factories.team import mailing

pytestmark = pytest.mark.django_db
State = Proposal.State
NOW = datetime(2022, 5, 3, 9, tzinfo=UTC)
PROPOSALS = "/editions/bigre-2022/proposals/"


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def chloe(week: Edition) -> Person:
    one = person_with_account("Chloé")
    team_member(week, one)
    return one


def receivers() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def test_it_goes_once_to_each_person_with_an_address_who_leads_such_a_proposal(week: Edition) -> None:
    alice, bob, dina = (person_with_account(name) for name in ("Alice", "Bob", "Dina"))
    for title in ("A", "B"):
        proposal(week, title, facilitators=[alice, person(f"Sans compte {title}")])
    proposal(week, "C", facilitators=[bob], state=State.SUBMITTED)
    proposal(edition("other"), "D", facilitators=[dina])
    one = mailing(week)
    assert send_mailing(mailing=one, now=NOW) == 1
    assert receivers() == ["alice@example.org"]
    sent = OutgoingMail.objects.get()
    assert (sent.key, sent.scope, sent.subject) == (f"mailing:{one.pk}:{alice.pk}", "bigre-2022", "Pense à confirmer")
    assert "Il reste une semaine." in sent.body


def test_themes_and_formats_narrow_it(week: Edition) -> None:
    ecology, walk = theme(week), format_of(week, "Marche")
    alice, bob, dina = (person_with_account(name) for name in ("Alice", "Bob", "Dina"))
    proposal(week, "A", facilitators=[alice], themes=[ecology], format=walk)
    proposal(week, "B", facilitators=[bob], themes=[ecology])
    proposal(week, "C", facilitators=[dina], format=walk)
    one = mailing(week)
    one.themes.add(ecology)
    one.formats.add(walk)
    send_mailing(mailing=one, now=NOW)
    assert receivers() == ["alice@example.org"]


def test_a_second_sending_is_refused_and_a_first_one_to_nobody_too(week: Edition) -> None:
    one = mailing(week)
    with pytest.raises(NobodyToWriteTo):
        send_mailing(mailing=one, now=NOW)
    proposal(week, facilitators=[person_with_account("Alice")])
    send_mailing(mailing=one, now=NOW)
    with pytest.raises(AlreadySent):
        send_mailing(mailing=one, now=NOW)
    assert OutgoingMail.objects.count() == 1


def test_each_one_reads_it_in_their_language_and_in_french_where_nobody_translated(week: Edition) -> None:
    people = [person_with_account(name, languages=[code]) for name, code in (("Dina", "nl"), ("Eve", "en"))]
    proposal(week, facilitators=people)
    send_mailing(mailing=mailing(week, subject_nl="Denk eraan", text_nl="Nog een week."), now=NOW)
    found = {one.to: one for one in OutgoingMail.objects.all()}
    dutch, english = found["dina@example.org"], found["eve@example.org"]
    assert (dutch.subject, "Nog een week." in dutch.body) == ("Denk eraan", True)
    assert (english.subject, "Il reste une semaine." in english.body) == ("Pense à confirmer", True)


def test_a_planner_writes_reads_it_again_with_the_count_and_sends_it_once(week: Edition, chloe: Person) -> None:
    proposal(week, facilitators=[person_with_account("Alice"), person_with_account("Bob")])
    browser = signed_in(chloe)
    written = {"states": ["accepted"], "subject_fr": "Pense à confirmer", "text_fr": "Il reste <b>une</b> semaine."}
    page = unescape(browser.post(f"{PROPOSALS}mailings/add/", written, follow=True).content.decode())
    assert ("2 personnes le recevront" in page, OutgoingMail.objects.count()) == (True, 0)
    one = Mailing.objects.get()
    assert (one.made_by, one.sent_at) == (chloe, None)
    address = f"{PROPOSALS}mailings/{one.pk}/"
    for _twice in range(2):
        page = unescape(browser.post(f"{address}send/", follow=True).content.decode())
    assert ("Ce message est déjà parti" in page, OutgoingMail.objects.count()) == (True, 2)
    assert browser.get(f"{address}edit/").status_code == 302
    send_outbox.func()
    assert progress_of(one) == Progress(waiting=0, sent=2, failed=0)
    assert len(mail.outbox) == 2


def test_nobody_is_written_to_about_a_draft(week: Edition, chloe: Person) -> None:
    written = {"states": ["draft"], "subject_fr": "A", "text_fr": "B"}
    assert signed_in(chloe).post(f"{PROPOSALS}mailings/add/", written).status_code == 422
    assert Mailing.objects.count() == 0


def test_a_mailing_of_another_edition_is_not_found_here(week: Edition, chloe: Person) -> None:
    other = mailing(edition("other"))
    for path in ("", "edit/"):
        assert signed_in(chloe).get(f"{PROPOSALS}mailings/{other.pk}/{path}").status_code == 404
    assert signed_in(chloe).post(f"{PROPOSALS}mailings/{other.pk}/send/").status_code == 404


def failed(key: str = "a", scope: str = "bigre-2022") -> OutgoingMail:
    one = write_mail(key=key, to="alice.secret@example.org", subject="Bonjour", body="…", now=NOW, scope=scope)
    assert one is not None
    why = "SMTPRecipientsRefused: {'alice.secret@example.org': (550, b'unknown user')}"
    OutgoingMail.objects.filter(pk=one.pk).update(state="failed", failure=why)
    return one


def test_the_outbox_tells_why_a_mail_failed_and_whose_domain_it_is_but_not_whose_address(
    week: Edition, chloe: Person
) -> None:
    failed()
    failed("b", scope="other")
    page = unescape(signed_in(chloe).get(f"{PROPOSALS}outbox/?state=failed").content.decode())
    assert (page.count("Bonjour</th>"), "…@example.org" in page, "alice.secret" in page) == (1, True, False)
    assert "unknown user" in page


def test_a_failed_mail_is_tried_again(week: Edition, chloe: Person) -> None:
    one, other = failed(), failed("b", scope="other")
    browser = signed_in(chloe)
    assert browser.post(f"{PROPOSALS}outbox/{other.pk}/try-again/").status_code == 404
    browser.post(f"{PROPOSALS}outbox/{one.pk}/try-again/")
    assert set(OutgoingMail.objects.values_list("pk", "state")) == {(one.pk, "waiting"), (other.pk, "failed")}
    assert browser.post(f"{PROPOSALS}outbox/{one.pk}/try-again/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_outbox_takes_as_many_queries_for_three_mails_as_for_one(
    week: Edition, chloe: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        failed(str(number))
    browser = signed_in(chloe)
    with django_assert_num_queries(8):
        browser.get(f"{PROPOSALS}outbox/")
