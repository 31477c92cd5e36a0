import pytest

from bigre.people.queries import places_named
from tests.factories.people import place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def towns() -> None:
    for code, name in (
        ("34301", "Sète"),
        ("93066", "Saint-Denis"),
        ("11339", "Saint-Denis"),
        ("42218", "Saint-Étienne"),
        ("63300", "Thiers"),
    ):
        place(name, code=code)
    place("Gent", code="44021", country="BE")


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("Sète", ["Sète (34)"]),
        ("sete", ["Sète (34)"]),
        ("saint denis", ["Saint-Denis (11)", "Saint-Denis (93)"]),
        ("Saint-Denis (93)", ["Saint-Denis (93)"]),
        ("saint", ["Saint-Denis (11)", "Saint-Denis (93)", "Saint-Étienne (42)"]),
        ("Gent (BE)", ["Gent (BE)"]),
        ("Atlantis", []),
        ("  ", []),
    ],
)
def test_towns_are_found_by_the_beginning_of_their_name(typed: str, labels: list[str]) -> None:
    assert [town.label for town in places_named(typed)] == labels


def test_no_more_towns_are_found_than_asked() -> None:
    assert [town.label for town in places_named("saint", at_most=2)] == ["Saint-Denis (11)", "Saint-Denis (93)"]
