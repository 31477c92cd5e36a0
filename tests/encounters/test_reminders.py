"""How is it going? asked after one, three and nine months, once of each member, in their language."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from bigre.core.models import OutgoingMail, secret_digest
from bigre.encounters.actions.reminders import write_reminders
from bigre.encounters.models import Cooperation, Reminder
from bigre.encounters.tasks.reminders import remind
from bigre.people.models import Person
from tests.factories.cooperations import cooperation, member
from tests.factories.people import person, person_with_account

pytestmark = pytest.mark.django_db
# Seven in the morning in Paris, a month later.
MONTH = datetime(2022, 10, 5, 5, tzinfo=UTC)


@pytest.fixture
def alice() -> Person:
    return person_with_account("Alice")


@pytest.fixture
def bob() -> Person:
    return person_with_account("Bob", languages=["nl", "fr"])


def told() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True))


def test_each_member_gets_one_mail_per_age_in_their_language(alice: Person, bob: Person) -> None:
    made = cooperation(alice, bob, name="Jardins 100 %")
    for moment in (MONTH - timedelta(days=1), MONTH, MONTH + timedelta(hours=3), MONTH + timedelta(days=5)):
        write_reminders(now=moment)
    assert told() == ["alice@example.org", "bob@example.org"]
    mails = OutgoingMail.objects.order_by("pk")
    assert (mails[0].subject, mails[0].scope) == ("« Jardins 100 % » : comment ça va ?", "")
    assert "Voilà un mois que « Jardins 100 % » a commencé." in mails[0].body
    assert [mail.body.split()[0] for mail in mails] == ["Bonjour", "Dag"]
    assert list(Reminder.objects.values_list("months", "sent_at").distinct()) == [(1, MONTH)]
    assert write_reminders(now=datetime(2022, 12, 6, 5, tzinfo=UTC)) == 2
    assert write_reminders(now=datetime(2023, 6, 7, 5, tzinfo=UTC)) == 2
    assert sorted(made.reminders.values_list("months", flat=True)) == [1, 1, 3, 3, 9, 9]


def test_nobody_is_asked_who_is_not_a_member_or_has_no_address(alice: Person) -> None:
    made = cooperation(alice, person("Sans compte"))
    for state in ("invited", "refused", "left"):
        member(of=made, person=person_with_account(state.capitalize()), state=state)
    closed = person_with_account("Partie")
    assert closed.account is not None
    closed.account.is_active = False
    closed.account.save()
    member(of=made, person=closed)
    assert (write_reminders(now=MONTH), told()) == (1, ["alice@example.org"])


def test_what_has_ended_is_asked_nothing_and_what_is_paused_is(alice: Person) -> None:
    cooperation(alice, name="Finie", state=Cooperation.State.ENDED)
    assert write_reminders(now=MONTH) == 0
    cooperation(alice, name="En pause", state=Cooperation.State.PAUSED)
    assert write_reminders(now=MONTH) == 1


def test_what_began_long_ago_is_asked_nothing(alice: Person) -> None:
    cooperation(alice, begun_on=date(2015, 10, 5))
    cooperation(alice, begun_on=date(2022, 8, 1))
    assert write_reminders(now=MONTH) == 0


def test_who_joins_while_the_question_is_open_is_asked_too(alice: Person, bob: Person) -> None:
    made = cooperation(alice)
    write_reminders(now=MONTH)
    member(of=made, person=bob)
    write_reminders(now=MONTH + timedelta(days=2))
    assert told() == ["alice@example.org", "bob@example.org"]


def test_each_mail_holds_its_own_secret_of_which_we_keep_the_digest(alice: Person, bob: Person) -> None:
    cooperation(alice, bob)
    write_reminders(now=MONTH)
    secrets = {}
    for mail in OutgoingMail.objects.all():
        found = {line.split("/reminders/")[1].split("/")[0] for line in mail.body.splitlines() if "/reminders/" in line}
        (secrets[mail.to],) = found
    assert secrets["alice@example.org"] != secrets["bob@example.org"]
    assert set(Reminder.objects.values_list("person__account__email", "digest")) == {
        (to, secret_digest(secret)) for to, secret in secrets.items()
    }
    body = OutgoingMail.objects.first()
    assert body is not None
    answers = [*Cooperation.State.values, "not-this-time"]
    assert [line.rsplit("/", 2)[1] for line in body.body.splitlines() if "/reminders/" in line] == answers


def test_the_worker_and_the_command_do_the_same(alice: Person, capsys: pytest.CaptureFixture[str]) -> None:
    cooperation(alice, begun_on=timezone.localdate() - timedelta(days=33))
    call_command("reminders")
    assert capsys.readouterr().out == "1 courriel à envoyer.\n"
    assert remind.func() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_three_members_ask_as_much_as_one(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    cooperation(*(person_with_account(f"Bob {number}") for number in range(count)))
    with django_assert_num_queries(10):
        write_reminders(now=MONTH)
