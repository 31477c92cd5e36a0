"""What the files of the demo say agrees with itself, with the venue, and with what is published of 2022."""

import re
from datetime import date

import pytest

from bigre.people.actions import DATA
from bigre.site.demo import personas
from bigre.site.demo.content import Row, content, proposal_rows, windows_of

EDITION, NETWORK, PEOPLE = content("edition"), content("network"), content("people")
FORMATS = {row["slug"]: row for row in EDITION["format"]}
MONDAY = date(2022, 8, 22)


def codes(rows: list[Row], name: str = "slug") -> set[str]:
    return {row[name] for row in rows}


def seats(row: Row) -> int:
    size: int = row.get("size", FORMATS[row["format"]]["ideal_size"])
    return size + int(row["lead"])


def minutes(row: Row) -> int:
    found: int = row.get("minutes", FORMATS[row["format"]]["duration_minutes"])
    return found


def spaces_for(row: Row) -> list[str]:
    return [
        space["slug"]
        for space in EDITION["space"]
        if space.get("plannable", True)
        and space["capacity"] >= seats(row)
        and set(row.get("equipment", [])) <= set(space["equipment"])
    ]


def test_titles_and_keys_are_unique() -> None:
    rows = proposal_rows()
    assert len(rows) == len({row["key"] for row in rows}) == len({row["title"] for row in rows}) == 106


def test_every_word_of_a_proposal_is_known() -> None:
    keys = {row["key"] for row in proposal_rows()}
    trades = codes(PEOPLE["occupation"], "trade")
    known = {
        "themes": codes(EDITION["theme"]),
        "equipment": codes(EDITION["equipment"], "code"),
        "cooperatives": codes(NETWORK["cooperative"]),
        "trades": trades,
        "by": codes(PEOPLE["persona"], "key"),
        "before": keys,
        "languages": {"fr", "nl", "en"},
    }
    unknown = [
        (row["key"], word)
        for row in proposal_rows()
        for field in known
        for word in set(row.get(field, [])) - known[field]
    ]
    assert unknown == []
    assert [row["key"] for row in proposal_rows() if row["format"] not in FORMATS] == []


def test_collectives_name_proposals_and_trades_that_exist() -> None:
    keys = {row["key"] for row in proposal_rows()}
    for row in content("collectives")["collective"]:
        assert set(row["proposals"]) <= keys
        assert set(row["trades"]) <= codes(PEOPLE["occupation"], "trade")


def test_every_proposal_has_a_space_that_holds_all_its_people_and_what_it_needs() -> None:
    assert [row["key"] for row in proposal_rows() if not spaces_for(row)] == []
    wrongly_held = [
        row["key"] for row in proposal_rows() if row.get("pin", {}).get("space") not in (None, *spaces_for(row))
    ]
    assert wrongly_held == []


def test_a_party_larger_than_the_amphitheatre_has_no_space() -> None:
    assert spaces_for({"format": "party", "lead": 2}) == []


def test_every_proposal_lasts_no_longer_than_the_moments_to_which_it_is_tied() -> None:
    too_short = [
        row["key"]
        for row in proposal_rows()
        if (windows := windows_of(row.get("when", []), MONDAY))
        and not any(end - start >= minutes(row) for _day, start, end in windows)
    ]
    assert too_short == []


def test_words_of_time_become_windows() -> None:
    tuesday = date(2022, 8, 23)
    assert windows_of(["tuesday morning"], MONDAY) == [(tuesday, 570, 765)]
    assert windows_of(["tuesday"], MONDAY) == [(tuesday, 0, 1440)]
    assert [day.day for day, _start, _end in windows_of(["evening"], MONDAY)] == [22, 23, 24, 25, 26]
    assert windows_of([], MONDAY) == []


@pytest.mark.parametrize("field", ["title", "summary", "text"])
def test_every_proposal_says_something(field: str) -> None:
    assert [row["key"] for row in proposal_rows() if len(row[field].strip()) < 10] == []


def test_texts_and_summaries_are_all_different() -> None:
    for field in ("summary", "text"):
        assert len({row[field] for row in proposal_rows()}) == 106


def test_some_activities_are_held_in_dutch_and_some_in_english() -> None:
    languages = [row.get("languages", ["fr"]) for row in proposal_rows()]
    assert sum("nl" in spoken for spoken in languages) == 8
    assert sum("en" in spoken for spoken in languages) == 9
    assert sum(spoken == ["fr"] for spoken in languages) == 91


def test_every_cooperative_that_is_published_is_there_and_every_other_is_marked_invented() -> None:
    published = {
        "Coopaname",
        "Oxalis",
        "Smart France",
        "Smart Belgique",
        "Crealead",
        "CECOP",
        "Vecteur Activités",
        "GrandsEnsemble",
    }
    rows = NETWORK["cooperative"]
    assert {row["name"] for row in rows if not row.get("invented")} == published
    assert len(rows) == 30


def test_participants_are_as_many_as_assumed_from_each_cooperative() -> None:
    counts = {row["slug"]: row["participants"] for row in NETWORK["cooperative"]}
    large = {"coopaname": 75, "oxalis": 60, "smart-france": 35, "smart-belgique": 35, "crealead": 15}
    assert {slug: counts[slug] for slug in large} == large
    assert sum(count for slug, count in counts.items() if slug not in large) == 30


PUBLISHED_SUBJECTS = {
    "cecop-numerique": "Digitalisation and cooperatives",
    "cecop-competences": "Skills in platform cooperatives",
    "cecop-travail-non-declare": "Worker and social cooperatives against undeclared work",
    "federation-cae": "Comment la fédération des CAE peut-elle favoriser l’intercoopération",
    "entrepreneurs-crealead": "Structurer les coopérations entre co-entrepreneur·es",
    "dialogue-1": "Dialogue social coopératif, 1",
    "dialogue-2": "Dialogue social coopératif, 2",
    "dialogue-3": "Dialogue social coopératif, 3",
    "dialogue-4": "Dialogue social coopératif, 4",
    "radio-mardi": "Bigre! Radio, mardi",
    "radio-mercredi": "Bigre! Radio, mercredi\u00a0: le dialogue social coopératif",
    "radio-jeudi": "Bigre! Radio, jeudi",
    "blue-thau-lab": "Visite du Blue Thau Lab",
    "sensibilisation-facilitateurs": "Prendre soin d’un groupe\u00a0: sensibilisation",
}


def test_exactly_the_published_subjects_are_marked_sourced() -> None:
    sourced = {row["key"]: row["title"] for row in proposal_rows() if row.get("sourced")}
    assert sourced.keys() == PUBLISHED_SUBJECTS.keys()
    assert [key for key, start in PUBLISHED_SUBJECTS.items() if not sourced[key].startswith(start)] == []


def test_every_theme_of_the_edition_has_its_own_mark_and_some_proposals() -> None:
    themes = EDITION["theme"]
    assert len(themes) == len({(theme["colour"], theme["shape"]) for theme in themes}) == 13
    used = [theme for row in proposal_rows() for theme in row["themes"]]
    assert {theme["slug"]: used.count(theme["slug"]) for theme in themes if used.count(theme["slug"]) < 5} == {}


def test_no_address_leaves_the_reserved_domain() -> None:
    addresses = re.findall(r"[\w.+-]+@[\w.-]+", str(PEOPLE))
    assert addresses
    assert {address.split("@")[1] for address in addresses} == {"example.org"}


def test_the_first_personas_are_those_whom_visitors_look_for() -> None:
    keys = [persona.key for persona in personas()]
    assert keys[:5] == ["first-timer", "facilitator", "programme-team", "care-referent", "treasurer"]


def test_every_occupation_names_a_trade_and_a_sector_of_the_reference_lists() -> None:
    trades, sectors = (DATA / "trades.toml").read_text(), (DATA / "sectors.toml").read_text()
    everyone = PEOPLE["occupation"] + [row for one in PEOPLE["persona"] for row in one["occupations"]]
    assert [row["trade"] for row in everyone if f'code = "{row["trade"]}"' not in trades] == []
    assert [row["sector"] for row in everyone if f'code = "{row["sector"]}"' not in sectors] == []


def test_no_line_ends_before_a_high_sign_or_inside_quotation_marks() -> None:
    texts = {name: [row[name] for row in proposal_rows()] for name in ("title", "summary", "text")}
    assert [text for found in texts.values() for text in found if re.search(r" [:;?!»]|« ", text)] == []
    assert {name: sum("\u00a0" in text for text in found) for name, found in texts.items()} == {
        "title": 40,
        "summary": 46,
        "text": 60,
    }
