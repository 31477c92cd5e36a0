"""What the call offers: formats, themes and questions, added, changed, retired and removed."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from bigre.editions.models import Edition
from bigre.proposals.models import Answer, Choice, Format, Question, Theme
from tests.factories.editions import edition, equipment, team_member
from tests.factories.people import person_with_account, signed_in
from tests.factories.programme import activity, format_of, theme
from tests.factories.proposals import call, proposal, question

pytestmark = pytest.mark.django_db
PREPARE = "/editions/bigre-2022/proposals/call/prepare/"


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def planner(week: Edition) -> Client:
    chloe = person_with_account("Chloé")
    team_member(week, chloe)
    return signed_in(chloe)


def post(client: Client, path: str, **given: Any) -> str:
    return unescape(client.post(PREPARE + path, given, follow=True).content.decode())


def walk(**given: Any) -> dict[str, Any]:
    return {"label_fr": "Marche", "label_nl": "Wandeling", "ideal_size": 25, "duration_minutes": 120, **given}


def test_a_format_has_names_sizes_a_duration_and_needs(week: Edition, planner: Client) -> None:
    format_of(week, "Atelier", position=4)
    boots = equipment("Bottes")
    post(planner, "formats/add/", **walk(max_size=30, equipment=[boots.pk]))
    made = Format.objects.get(slug="marche")
    assert (made.label_fr, made.label_nl, made.label_en) == ("Marche", "Wandeling", "")
    assert (made.ideal_size, made.max_size, made.duration_minutes, made.position) == (25, 30, 120, 5)
    assert [list(made.equipment.all()), made.edition] == [[boots], week]


def test_two_of_the_same_name_have_two_addresses(week: Edition, planner: Client) -> None:
    for _ in range(2):
        post(planner, "formats/add/", **walk())
    assert list(Format.objects.order_by("pk").values_list("slug", flat=True)) == ["marche", "marche-2"]


def test_a_new_name_leaves_the_address_as_it_was(week: Edition, planner: Client) -> None:
    one = format_of(week, "Marche", slug="marche")
    post(planner, f"formats/{one.pk}/", **walk(label_fr="Balade"))
    one.refresh_from_db()
    assert (one.label_fr, one.slug) == ("Balade", "marche")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"max_size": 20}, "La taille maximale ne peut pas être plus petite que la taille idéale."),
        ({"ideal_size": 0}, "Il faut au moins 1."),
        ({"duration_minutes": 0}, "Il faut au moins 1."),
        ({"label_fr": ""}, "Ce champ est obligatoire."),
    ],
)
def test_a_format_that_makes_no_sense_is_refused(
    week: Edition, planner: Client, given: dict[str, Any], reason: str
) -> None:
    assert reason in post(planner, "formats/add/", **walk(**given))
    assert Format.objects.count() == 0


def test_a_theme_takes_the_colour_of_its_sign(week: Edition, planner: Client) -> None:
    post(planner, "themes/add/", label_fr="Écologie", shape="leaf")
    made = Theme.objects.get()
    assert (made.slug, made.shape, made.colour) == ("ecologie", "leaf", 7)


def choice_question(**given: str) -> dict[str, str]:
    return {"label_fr": "Déjà animée ?", "kind": "choice", "choices_fr": "Oui\n\n Pas encore ", **given}


def test_a_question_lets_choose_in_three_languages(week: Edition, planner: Client) -> None:
    post(planner, "questions/add/", **choice_question(choices_nl="Ja\nNog niet", required="on"))
    made = Question.objects.get()
    assert (made.label_fr, made.kind, made.required) == ("Déjà animée ?", "choice", True)
    rows = made.choices.order_by("position").values_list("label_fr", "label_nl", "label_en")
    assert list(rows) == [("Oui", "Ja", ""), ("Pas encore", "Nog niet", "")]


def test_a_choice_that_stays_is_the_same_row(week: Edition, planner: Client) -> None:
    one = question(week, choices=["Oui", "Non"])
    kept = Choice.objects.get(label_fr="Non").pk
    post(planner, f"questions/{one.pk}/", **choice_question(choices_fr="Non\nPeut-être"))
    assert list(one.choices.order_by("position").values_list("label_fr", flat=True)) == ["Non", "Peut-être"]
    assert Choice.objects.get(label_fr="Non").pk == kept


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"choices_fr": "Non\nPeut-être"}, "Des propositions ont répondu « Oui » : garde ce choix."),
        ({"kind": "short"}, "la liste doit rester"),
    ],
)
def test_a_choice_that_a_proposal_has_made_stays(
    week: Edition, planner: Client, given: dict[str, str], reason: str
) -> None:
    one = question(week, choices=["Oui", "Non"])
    Answer.objects.create(proposal=proposal(week), question=one, choice=one.choices.get(label_fr="Oui"))
    assert reason in post(planner, f"questions/{one.pk}/", **choice_question(**given))
    assert list(one.choices.order_by("position").values_list("label_fr", flat=True)) == ["Oui", "Non"]


def test_a_question_answered_in_a_line_has_no_choices(week: Edition, planner: Client) -> None:
    one = question(week, choices=["Oui", "Non"])
    post(planner, f"questions/{one.pk}/", **choice_question(kind="short"))
    assert (Question.objects.get().kind, Choice.objects.count()) == ("short", 0)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"choices_fr": "Oui"}, "Il faut au moins deux choix, tous différents."),
        ({"choices_fr": "Oui\nOui"}, "Il faut au moins deux choix, tous différents."),
        ({"choices_nl": "Ja"}, "Il faut autant de lignes qu’en français, ou aucune."),
        ({"choices_fr": f"Oui\n{'n' * 121}"}, "Un choix tient en 120 signes."),
    ],
)
def test_choices_that_one_could_not_choose_among_are_refused(
    week: Edition, planner: Client, given: dict[str, str], reason: str
) -> None:
    assert reason in post(planner, "questions/add/", **choice_question(**given))
    assert Question.objects.count() == 0


def test_what_nothing_uses_is_removed(week: Edition, planner: Client) -> None:
    rows = {
        "formats": format_of(week, "Marche"),
        "themes": theme(week, "Écologie"),
        "questions": question(week, choices=["Oui", "Non"]),
    }
    said = [post(planner, f"{kind}/{one.pk}/remove/") for kind, one in rows.items()]
    assert ["est supprimé." in page for page in said] == [True, True, True]
    assert [model.objects.count() for model in (Format, Theme, Question, Choice)] == [0, 0, 0, 0]


@pytest.mark.parametrize("made_of", [proposal, activity])
def test_what_is_used_is_kept_and_the_refusal_says_what_to_do(week: Edition, planner: Client, made_of: Any) -> None:
    walks, ecology = format_of(week, "Marche"), theme(week, "Écologie")
    made_of(week, format=walks, themes=[ecology])
    for path in (f"formats/{walks.pk}/remove/", f"themes/{ecology.pk}/remove/"):
        page = post(planner, path)
        assert "impossible de supprimer ce qu’elles utilisent. Retire-le plutôt de l’appel" in page
    assert [Format.objects.get(), Theme.objects.get()] == [walks, ecology]


def test_what_is_retired_stays_with_those_who_use_it_and_may_come_back(week: Edition, planner: Client) -> None:
    walks = format_of(week, "Marche")
    one = proposal(week, format=walks)
    assert "n’est plus dans l’appel." in post(planner, f"formats/{walks.pk}/retire/")
    walks.refresh_from_db()
    one.refresh_from_db()
    assert (walks.retired_at is None, one.format) == (False, walks)
    assert "est de nouveau dans l’appel." in post(planner, f"formats/{walks.pk}/bring-back/")
    walks.refresh_from_db()
    assert walks.retired_at is None


@pytest.mark.parametrize("act", ["remove", "retire"])
def test_an_announced_call_keeps_its_last_format(week: Edition, planner: Client, act: str) -> None:
    walks = format_of(week, "Marche")
    call(week)
    assert "c’est son dernier format" in post(planner, f"formats/{walks.pk}/{act}/")
    assert Format.objects.get().retired_at is None


def test_nothing_of_another_edition_is_reached(week: Edition, planner: Client) -> None:
    other = format_of(edition("other"), "Marche")
    for path in ("", "remove/", "retire/", "bring-back/"):
        assert planner.post(f"{PREPARE}formats/{other.pk}/{path}").status_code == 404
    assert planner.get(f"{PREPARE}things/add/").status_code == 404
    assert Format.objects.get() == other
