"""Writing a proposal: a title keeps a draft, nothing typed is lost, nobody overwrites anybody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bigre.editions.models import Edition
from bigre.people.models import Person
from bigre.proposals.models import Call, Choice, Proposal, Relation, Transition
from tests.factories.editions import edition, equipment, participation, team_member
from tests.factories.people import collective, person_with_account, signed_in
from tests.factories.programme import format_of, theme
from tests.factories.proposals import call, proposal, question
from tests.factories.writing import filled

pytestmark = pytest.mark.django_db
State = Proposal.State
HERE = "/editions/bigre-2022/proposals/"
LONG_AGO, FAR_OFF = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def week() -> Edition:
    return edition(life=Edition.Life.CALL_OPEN)


@pytest.fixture
def open_call(week: Edition) -> Call:
    return call(week, opens_at=LONG_AGO, closes_at=FAR_OFF, announced_at=LONG_AGO)


@pytest.fixture
def bob(week: Edition) -> Person:
    made = person_with_account("Bob")
    participation(made, week)
    return made


def test_a_title_is_enough_to_keep_a_draft_that_nobody_else_reads(week: Edition, open_call: Call, bob: Person) -> None:
    participation(alice := person_with_account("Alice"), week)
    team_member(week, chloe := person_with_account("Chloé"))
    answer = signed_in(bob).post(f"{HERE}new/", {"title": "Lire un bilan", "seen": 0})
    draft = Proposal.objects.get()
    assert answer.headers["Location"] == f"{HERE}{draft.uuid}/write/"
    assert (draft.title, draft.state, draft.duration_minutes, draft.late) == ("Lire un bilan", State.DRAFT, 90, False)
    assert [(one.person, one.is_contact) for one in draft.facilitations.all()] == [(bob, True)]
    for other in (alice, chloe):
        reader = signed_in(other)
        assert [reader.get(f"{HERE}{draft.uuid}/{path}").status_code for path in ("", "write/")] == [404, 404]
        assert reader.post(f"{HERE}{draft.uuid}/write/", filled(draft, title="Volé")).status_code == 404
        assert reader.post(f"{HERE}{draft.uuid}/step/", {"to": "submitted"}).status_code == 404
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Lire un bilan", State.DRAFT)


def test_everything_that_is_told_is_kept(week: Edition, open_call: Call, bob: Person) -> None:
    kind = format_of(week, "Arpentage")
    about, board = theme(week, "Gouvernance"), equipment("Paperboard")
    group = collective(bob)
    other = proposal(week, "Nager", state=State.SUBMITTED)
    asked, level = question(week), question(week, "Pour qui ?", choices=["Pour débuter", "Pour aller plus loin"])
    open_call.offers_awareness = True
    open_call.save()
    wanted = Choice.objects.get(label_fr="Pour débuter")
    signed_in(bob).post(
        f"{HERE}new/",
        filled(
            text="**Ensemble**",
            format=kind.pk,
            themes=[about.pk],
            equipment=[board.pk],
            collective=group.pk,
            duration_minutes=60,
            ideal_size=8,
            max_size=12,
            wants_interpreter="on",
            half_days=["2022-08-23:morning", "2022-08-23:afternoon", "2022-08-24:evening"],
            apart=[other.pk],
            comes_after=[other.pk],
            takes_awareness="on",
        )
        | {f"question_{asked.pk}": "Deux fois", f"question_{level.pk}": wanted.pk},
    )
    made = Proposal.objects.get(title="Lire un bilan à plusieurs")
    assert (made.format, list(made.themes.all()), list(made.equipment.all())) == (kind, [about], [board])
    assert (made.collective, made.duration_minutes, made.ideal_size, made.max_size) == (group, 60, 8, 12)
    assert (made.wants_interpreter, made.wants_facilitator, made.languages) == (True, False, ["fr"])
    assert [(one.starts_at, one.ends_at) for one in made.windows.order_by("starts_at")] == [
        (week.moment(week.days[1], 7 * 60), week.moment(week.days[1], 18 * 60)),
        (week.moment(week.days[2], 18 * 60), week.moment(week.days[2], 24 * 60)),
    ]
    relations = Relation.objects.order_by("kind").values_list("kind", "first__title", "second__title")
    assert list(relations) == [
        ("before", "Nager", made.title),
        ("not_together", made.title, "Nager"),
    ]
    answers = made.answers.order_by("pk").values_list("question__label_fr", "text", "choice__label_fr")
    assert list(answers) == [("L’as-tu déjà animée ?", "Deux fois", None), ("Pour qui ?", "", "Pour débuter")]
    assert made.facilitations.get().takes_awareness


def test_the_form_shows_again_all_that_was_written(week: Edition, open_call: Call, bob: Person) -> None:
    asked = question(week)
    made = proposal(week, facilitators=[bob], state=State.DRAFT)
    browser = signed_in(bob)
    sent = filled(made, half_days=["2022-08-23:morning"], **{f"question_{asked.pk}": "Jamais"})
    browser.post(f"{HERE}{made.uuid}/write/", sent)
    page = browser.get(f"{HERE}{made.uuid}/write/").content.decode()
    assert 'value="Jamais"' in page
    assert page.count("checked") == 2, "French, and one half-day"


def test_windows_finer_than_half_days_stay_until_something_else_is_ticked(
    week: Edition, open_call: Call, bob: Person
) -> None:
    made = proposal(week, facilitators=[bob], state=State.DRAFT)
    exact = week.moment(week.days[0], 570), week.moment(week.days[0], 660)
    made.windows.create(starts_at=exact[0], ends_at=exact[1])
    signed_in(bob).post(f"{HERE}{made.uuid}/write/", filled(made))
    assert [(one.starts_at, one.ends_at) for one in made.windows.all()] == [exact]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Titre"),
        ({"ideal_size": 20, "max_size": 10}, "La taille maximale ne peut pas être plus petite"),
        ({"duration_minutes": 0}, "Durée"),
        ({"half_days": ["2022-09-30:morning"]}, "Quand elle peut avoir lieu"),
        ({"languages": ["klingon"]}, "Langues"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(
    week: Edition, open_call: Call, bob: Person, fields: dict[str, Any], sentence: str
) -> None:
    answer = signed_in(bob).post(f"{HERE}new/", filled(text="Mon long texte", **fields))
    page = answer.content.decode()
    assert (answer.status_code, Proposal.objects.count()) == (422, 0)
    assert (sentence in page, "Mon long texte" in page) == (True, True)


def autosave(browser: Client, address: str, sent: dict[str, Any]) -> Any:
    return browser.post(address, sent, headers={"X-Autosave": "1"})


def test_what_is_typed_is_saved_and_the_first_save_tells_the_drafts_address(
    week: Edition, open_call: Call, bob: Person
) -> None:
    browser = signed_in(bob)
    first = autosave(browser, f"{HERE}new/", {"title": "Lire", "seen": 0}).json()
    made = Proposal.objects.get()
    assert (first["address"], first["revision"]) == (f"{HERE}{made.uuid}/write/", 0)
    second = autosave(browser, first["address"], {"title": "Lire un bilan", "seen": 0}).json()
    assert second["revision"] == 1
    assert second["said"].startswith("Enregistré à ")
    made.refresh_from_db()
    assert (Proposal.objects.count(), made.title) == (1, "Lire un bilan")
    refused = autosave(browser, first["address"], {"title": "", "seen": 1})
    assert (refused.status_code, refused.json()["said"]) == (422, "Pas encore enregistré. À revoir : Titre")


def test_two_who_write_at_once_both_see_both_versions_and_neither_is_lost(
    week: Edition, open_call: Call, bob: Person
) -> None:
    dina = person_with_account("Dina")
    made = proposal(week, "Ancien titre", facilitators=[bob, dina], state=State.DRAFT)
    address = f"{HERE}{made.uuid}/write/"
    signed_in(dina).post(address, filled(made, title="Le titre de Dina", text="Le texte de Dina"))
    late = filled(made, title="Le titre de Bob", text="Le texte de Bob")
    assert autosave(signed_in(bob), address, late).status_code == 409
    answer = signed_in(bob).post(address, late)
    page = answer.content.decode()
    made.refresh_from_db()
    assert (answer.status_code, made.title, made.text) == (409, "Le titre de Dina", "Le texte de Dina")
    for text in ("Le titre de Bob", "Le texte de Bob", "Le titre de Dina", "Le texte de Dina"):
        assert text in page
    signed_in(bob).post(address, filled(made, title="Les deux titres"))
    made.refresh_from_db()
    assert (made.title, made.revision) == ("Les deux titres", 2)


def test_a_script_in_the_text_is_inert(week: Edition, open_call: Call, bob: Person) -> None:
    made = proposal(week, facilitators=[bob], state=State.DRAFT)
    browser = signed_in(bob)
    browser.post(f"{HERE}{made.uuid}/write/", filled(made, text="<script>alert(1)</script> <b onclick=x>gras</b>"))
    page = browser.get(f"{HERE}{made.uuid}/").content.decode()
    assert "<script>alert" not in page
    assert "onclick" not in page.replace("&lt;b onclick=x&gt;", "")


def test_submitting_says_what_is_missing_and_keeps_the_draft(week: Edition, open_call: Call, bob: Person) -> None:
    question(week, required=True)
    answer = signed_in(bob).post(f"{HERE}new/", {"title": "Lire", "seen": 0, "then": "submit"})
    page = answer.content.decode()
    assert (answer.status_code, Proposal.objects.get().state) == (422, State.DRAFT)
    for sentence in ("en deux phrases", "Choisis un format", "dans quelle langue", "L’as-tu déjà animée"):
        assert sentence in page


@pytest.mark.parametrize(("closes_at", "late"), [(FAR_OFF, False), (LONG_AGO + timedelta(days=30), True)])
def test_a_whole_draft_is_submitted_and_one_that_comes_after_the_closing_is_kept_as_late(
    week: Edition, bob: Person, closes_at: datetime, late: bool
) -> None:
    call(week, opens_at=LONG_AGO, closes_at=closes_at, announced_at=LONG_AGO)
    sent = filled(format=format_of(week, "Arpentage").pk, then="submit")
    answer = signed_in(bob).post(f"{HERE}new/", sent)
    made = Proposal.objects.get()
    assert answer.headers["Location"] == f"{HERE}mine/"
    assert (made.state, made.late, made.submitted_at is not None) == (State.SUBMITTED, late, True)
    assert list(Transition.objects.values_list("source", "target", "made_by")) == [("draft", "submitted", bob.pk)]


@pytest.mark.parametrize("opens_at", [None, FAR_OFF - timedelta(days=30)])
def test_before_the_opening_the_page_says_so_and_nothing_is_begun(
    week: Edition, bob: Person, opens_at: datetime | None
) -> None:
    if opens_at:
        call(week, opens_at=opens_at, closes_at=FAR_OFF)
    answer = signed_in(bob).post(f"{HERE}new/", filled())
    assert (answer.status_code, Proposal.objects.count()) == (403, 0)
    assert "L’appel n’est pas encore ouvert" in answer.content.decode()


def test_what_was_put_aside_keeps_its_words(week: Edition, open_call: Call, bob: Person) -> None:
    made = proposal(week, "Nager", facilitators=[bob], state=State.DECLINED)
    signed_in(bob).post(f"{HERE}{made.uuid}/write/", filled(made, title="Plonger"))
    made.refresh_from_db()
    assert made.title == "Nager"


def test_a_flood_of_proposals_is_refused_with_a_sentence_and_loses_nothing(
    week: Edition, open_call: Call, bob: Person
) -> None:
    browser = signed_in(bob)
    answers = [browser.post(f"{HERE}new/", {"title": f"Titre {n}", "seen": 0}) for n in range(25)]
    assert Proposal.objects.count() == 20
    assert "Rien n’est perdu" in answers[-1].content.decode()
    assert "Titre 24" in answers[-1].content.decode()
