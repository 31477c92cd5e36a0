"""What is sealed tells nothing to who holds the database, and opens again for the site."""

from datetime import date

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection
from pytest_django import Settings

from bigre.encounters.models import Avoidance
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def kept() -> str:
    """What the database holds of the only sealed text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM encounters_avoidance")
        return str(cursor.fetchone()[0])


def avoid(sealed: str) -> Avoidance:
    return Avoidance.objects.create(person=person(), sealed=sealed, ends_on=date(2028, 1, 1))


def test_a_sealed_text_opens_again() -> None:
    avoid("1234567")
    assert Avoidance.objects.get().sealed == "1234567"


def test_the_database_does_not_hold_the_words() -> None:
    avoid("1234567")
    assert "1234567" not in kept()


def test_equal_words_are_sealed_differently() -> None:
    avoid("1234567")
    before = kept()
    Avoidance.objects.get().save()
    assert kept() != before


def test_another_secret_key_opens_nothing(settings: Settings) -> None:
    avoid("1234567")
    settings.SECRET_KEY = "another"
    with pytest.raises(InvalidToken):
        Avoidance.objects.get()


def test_a_former_secret_key_still_opens(settings: Settings) -> None:
    avoid("1234567")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert Avoidance.objects.get().sealed == "1234567"
