"""Keys of programs: shown once, revoked by their person only, and dead with the account."""

import pytest
from django.test import Client

from bigre.api.actions import create_token
from bigre.api.models import ApiToken
from tests.factories.people import person, person_with_account

pytestmark = pytest.mark.django_db


def test_a_wrong_or_revoked_key_is_told_so_and_not_taken_for_nobody(client: Client) -> None:
    alice = person("Alice")
    token, secret = create_token(person=alice, name="Agenda")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/me", headers=headers).json()["name"] == "Alice"
    token.refresh_from_db()
    assert token.used_at is not None
    token.revoke(now=token.used_at)
    assert client.get("/api/me", headers=headers).status_code == 401
    assert client.get("/api/people", headers=headers).status_code == 401
    assert client.get("/api/people", headers={"Authorization": "Basic abc"}).status_code == 401


def test_the_secret_of_a_key_is_shown_once_and_never_stored(client: Client) -> None:
    alice = person_with_account("Alice")
    client.force_login(alice.account)  # type: ignore[arg-type]  # made with one
    made = client.post("/api/tokens/", {"name": "Mon agenda"}, follow=True)
    secret = made.context["secret"]
    assert secret in made.text
    again = client.get("/api/tokens/")
    assert "Mon agenda" in again.text
    assert secret not in again.text
    token = ApiToken.objects.get()
    assert secret not in token.digest
    assert client.get("/api/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    client.post(f"/api/tokens/{token.pk}/revoke/")
    assert client.get("/api/me", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_nobody_revokes_the_key_of_another(client: Client) -> None:
    token, _secret = create_token(person=person("Bob"), name="Agenda")
    alice = person_with_account("Alice")
    client.force_login(alice.account)  # type: ignore[arg-type]  # made with one
    assert client.post(f"/api/tokens/{token.pk}/revoke/").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_the_key_of_a_closed_account_opens_nothing(client: Client) -> None:
    alice = person_with_account("Alice")
    key = {"Authorization": f"Bearer {create_token(person=alice, name='test')[1]}"}
    assert client.get("/api/me", headers=key).status_code == 200
    assert alice.account is not None
    alice.account.is_active = False
    alice.account.save()
    assert [client.get(path, headers=key).status_code for path in ("/api/me", "/api/people")] == [401, 401]
