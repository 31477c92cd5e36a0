"""Joining and coming in, without any password."""

import re

import pytest
from django.core import mail
from django.test import Client

from bigre.core.models import Audience
from bigre.people.access import PasskeyAdapter
from bigre.people.models import Account, Person
from tests.factories.people import account, person_with_account

pytestmark = pytest.mark.django_db


def code_of_last_mail() -> str:
    found = re.search(r"^\d{6}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None
    return found[0]


def ask_for_a_code(client: Client, email: str) -> None:
    response = client.post("/account/login/", {"login": email})
    assert response.headers["Location"] == "/account/login/code/confirm/"


def test_alice_joins_with_her_address_and_her_name(client: Client) -> None:
    response = client.post("/account/signup/", {"email": "Alice@Example.org", "name": "Alice Marne"})
    assert response.headers["Location"] == "/account/confirm-email/"
    response = client.post("/account/confirm-email/", {"code": code_of_last_mail()})
    assert response.headers["Location"] == "/me/"
    alice = Person.objects.get()
    assert (alice.name, alice.name_audience, alice.contact_audience) == (
        "Alice Marne",
        Audience.EDITION,
        Audience.NOBODY,
    )
    joined = Account.objects.get()
    assert (joined.email, joined.person, joined.has_usable_password()) == ("alice@example.org", alice, False)


@pytest.mark.parametrize("missing", ["email", "name"])
def test_nobody_joins_without_an_address_and_a_name(client: Client, missing: str) -> None:
    given = {"email": "alice@example.org", "name": "Alice"} | {missing: ""}
    response = client.post("/account/signup/", given)
    assert list(response.context["form"].errors) == [missing]
    assert (Account.objects.count(), Person.objects.count(), mail.outbox) == (0, 0, [])


def test_an_account_made_by_the_team_comes_in_with_a_code(client: Client) -> None:
    person_with_account("Bob")
    ask_for_a_code(client, "bob@example.org")
    response = client.post("/account/login/code/confirm/", {"code": code_of_last_mail()})
    assert response.headers["Location"] == "/me/"
    assert client.get("/me/").status_code == 200


def test_a_wrong_code_opens_nothing(client: Client) -> None:
    person_with_account("Bob")
    ask_for_a_code(client, "bob@example.org")
    wrong = "111111" if code_of_last_mail() != "111111" else "222222"
    response = client.post("/account/login/code/confirm/", {"code": wrong})
    assert response.context["form"].errors == {
        "code": ["Ce n’est pas ce code. Relis-le dans ton courriel, ou demande-en un autre."]
    }
    assert client.get("/me/").status_code == 302


def test_a_code_is_typed_on_the_keyboard_of_digits(client: Client) -> None:
    person_with_account("Bob")
    ask_for_a_code(client, "bob@example.org")
    page = client.get("/account/login/code/confirm/").content.decode()
    assert re.findall(r'inputmode="(\w+)"', page) == ["numeric"]


@pytest.mark.parametrize(
    ("door", "field"), [("/account/login/", "login"), ("/account/login/code/", "email"), ("/account/signup/", "email")]
)
def test_an_address_that_is_none_is_sent_back_with_an_example(client: Client, door: str, field: str) -> None:
    form = client.post(door, {field: "alice", "name": "Alice"}).context["form"]
    assert form.fields[field].label == "Adresse de courriel"
    assert form.errors == {field: ["Cette adresse n’a pas l’air complète : prenom@example.org."]}
    assert mail.outbox == []


def test_a_new_address_is_asked_for_as_at_the_door(client: Client) -> None:
    client.force_login(account("bob@example.org"))
    form = client.post("/account/email/", {"email": "bob", "action_add": ""}).context["form"]
    assert form.fields["email"].label == "Adresse de courriel"
    assert form.errors == {"email": ["Cette adresse n’a pas l’air complète : prenom@example.org."]}


def test_the_letter_with_the_code_is_plain_and_says_what_to_do(client: Client) -> None:
    person_with_account("Bob")
    ask_for_a_code(client, "bob@example.org")
    letter = mail.outbox[-1]
    body = str(letter.body)
    assert (letter.subject, letter.to) == ("Bigre! · ton code pour entrer", ["bob@example.org"])
    assert body.startswith("Bonjour,")
    assert "Recopie-le dans la page que tu as laissée ouverte." in body
    assert "&" not in body
    assert "<" not in body


def test_the_page_does_not_tell_whether_an_address_has_an_account(client: Client) -> None:
    person_with_account("Bob")
    pages = []
    for email in ("bob@example.org", "eve@example.org"):
        visitor = Client()
        ask_for_a_code(visitor, email)
        page = visitor.get("/account/login/code/confirm/").content.decode()
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "someone"))
    assert pages[0] == pages[1]
    assert mail.outbox[-1].subject == "Bigre! · pas de compte à cette adresse"


def test_who_asks_for_too_many_codes_is_asked_to_wait() -> None:
    for _ in range(3):
        ask_for_a_code(Client(), "bob@example.org")
    sent = len(mail.outbox)
    response = Client().post("/account/login/", {"login": "bob@example.org"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["login"]
    assert len(mail.outbox) == sent


def test_who_knocks_too_often_is_told_to_wait_in_our_words(client: Client) -> None:
    answers = [client.post("/account/login/", {"login": ""}) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "Un peu de patience" in answers[-1].content.decode()


@pytest.mark.parametrize("page", ["change/", "set/", "reset/", "reset/done/", "reset/key/done/", "reset/key/1-set/"])
def test_there_are_no_passwords(client: Client, page: str) -> None:
    assert client.get(f"/account/password/{page}").status_code == 404
    bob = person_with_account("Bob")
    assert bob.account is not None
    client.force_login(bob.account)
    assert client.get(f"/account/password/{page}").status_code == 404


@pytest.mark.parametrize("page", ["login/", "signup/", "login/code/"])
def test_no_page_asks_for_a_password(client: Client, page: str) -> None:
    assert 'type="password"' not in client.get(f"/account/{page}").content.decode()


def test_a_password_given_anyway_opens_nothing(client: Client) -> None:
    bob = account("bob@example.org")
    bob.set_password("pines-and-sand")
    bob.save()
    client.post("/account/login/", {"login": "bob@example.org", "password": "pines-and-sand"})
    assert client.get("/me/").status_code == 302


def test_a_passkey_never_locks_the_other_door() -> None:
    assert PasskeyAdapter().is_mfa_enabled(account()) is False


def test_the_list_of_passkeys_is_the_only_page_about_them(client: Client) -> None:
    bob = person_with_account("Bob")
    assert bob.account is not None
    client.force_login(bob.account)
    assert client.get("/account/2fa/").headers["Location"] == "/account/2fa/webauthn/"
    assert "Tu n’en as pas encore." in client.get("/account/2fa/webauthn/").content.decode()


def test_signing_out_needs_a_click_and_closes_the_door(client: Client) -> None:
    bob = person_with_account("Bob")
    assert bob.account is not None
    client.force_login(bob.account)
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/me/").status_code == 200
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert client.get("/me/").status_code == 302
