"""Who most tests of encounters speak of: an edition, and two people who take part."""

import pytest

from bigre.editions.models import Edition
from bigre.people.models import Person
from tests.factories.editions import edition, taking_part


@pytest.fixture
def week() -> Edition:
    return edition()


@pytest.fixture
def alice(week: Edition) -> Person:
    return taking_part(week, "Alice")


@pytest.fixture
def bob(week: Edition) -> Person:
    return taking_part(week, "Bob")
