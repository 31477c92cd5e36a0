"""A whole edition as large as wanted, with a published programme: to measure and to look at pages."""

from datetime import timedelta
from typing import Any

from bigre.core.models import Audience
from bigre.editions.models import Edition, Space
from bigre.people.models import Cooperative, Membership, Occupation, Person
from bigre.programme.models import Activity, Lead, Placement, TimetableVersion
from bigre.programme.rules import search_stems
from bigre.proposals.models import Format, Theme

from . import editions, people, programme

STARTS = (420, 570, 675, 870, 975, 1050, 1260)
SPACES = (
    "Amphithéâtre",
    "Oratoire",
    "Salle Thau",
    "Salle Corniche",
    "Pinède 1",
    "Pinède 2",
    "Pinède 3",
    "Plage",
    "Bar",
)
THEMES = (
    "Développer nos activités",
    "Gouvernance et démocratie au travail",
    "Politiques du travail",
    "Culture et vie coopérative",
    "Collectifs de travail",
    "Coopération et transitions",
    "Écologie et société",
)
FORMATS = ("Atelier", "Cercle", "Marche", "Arpentage", "Conférence", "Jeu")
TITLES = (
    "Lire un bilan sans avoir peur",
    "Qui décide de quoi dans notre coopérative ?",
    "Composter à plusieurs",
    "Vivre de plusieurs métiers",
    "Négocier ses conditions de travail",
    "Un livre, trente lectrices et lecteurs",
    "Platform cooperatives: which skills do we share?",
)
FIRST_NAMES = ("Alba", "Basile", "Chloé", "Driss", "Élise", "Fanta", "Goran", "Hélène", "Ilse", "Jonas")
LAST_NAMES = ("Amandier", "Bruyère", "Ciste", "Dattier", "Églantier", "Figuier", "Genêt", "Houx", "Iris")


def busy_edition(activities: int = 105, *, shown_to: Audience = Audience.EVERYONE, **fields: Any) -> Edition:
    """An edition with so many placed activities, each led by somebody who shows their profile to `shown_to`."""
    edition = editions.edition(**fields)
    editions.protected_time(edition)
    editions.protected_time(edition, "Dîner", 19 * 60, 21 * 60)
    made = _activities(edition, activities)
    _leads(made, _people(min(activities, 92), shown_to))
    _place(programme.version(edition), made, _spaces(-(-activities // (5 * len(STARTS)))))
    return edition


def _spaces(at_least: int) -> list[Space]:
    venue = editions.venue()
    names = [*SPACES, *(f"Clairière {number}" for number in range(1, at_least))]
    return [editions.space(venue, name, position=n, capacity=20 + 10 * n) for n, name in enumerate(names)]


def _people(count: int, shown_to: Audience) -> list[Person]:
    cooperatives = [
        Cooperative.objects.get_or_create(slug=name.lower(), defaults={"name": f"Coop {name}", "kind": "cae"})[0]
        for name in LAST_NAMES
    ]
    made = [
        people.person_who_shows(shown_to, f"{FIRST_NAMES[n % 10]} {LAST_NAMES[n % 9]}", invented=True)
        for n in range(count)
    ]
    Membership.objects.bulk_create(_membership(person, cooperatives, n) for n, person in enumerate(made))
    Occupation.objects.bulk_create(Occupation(person=person, title="Paysagiste") for person in made)
    return made


def _membership(person: Person, cooperatives: list[Cooperative], number: int) -> Membership:
    return Membership(person=person, cooperative=cooperatives[number % len(cooperatives)])


def _activities(edition: Edition, count: int) -> list[Activity]:
    themes = [programme.theme(edition, label, colour=n) for n, label in enumerate(THEMES, start=1)]
    formats = [programme.format_of(edition, label) for label in FORMATS]
    made = Activity.objects.bulk_create(_activity(edition, formats, n) for n in range(count))
    links = Activity.themes.through
    links.objects.bulk_create(links(activity=one, theme=_theme(themes, n)) for n, one in enumerate(made))
    return made


def _theme(themes: list[Theme], number: int) -> Theme:
    return themes[number * 3 % len(themes)]


def _activity(edition: Edition, formats: list[Format], number: int) -> Activity:
    title = f"{TITLES[number % len(TITLES)]} ({number + 1})"
    language = "en" if number % len(TITLES) == 6 else "fr"
    return Activity(
        edition=edition,
        title=title,
        summary="On part d’un cas vrai, apporté par l’une de nous, puis on cherche ensemble ce qui pourrait bouger.",
        format=formats[number % len(formats)],
        languages=[language],
        duration_minutes=(60, 75, 90)[number % 3],
        search_stems=search_stems(title, [language]),
    )


def _leads(activities: list[Activity], leaders: list[Person]) -> None:
    leads = [Lead(activity=one, person=leaders[n % len(leaders)]) for n, one in enumerate(activities)]
    leads += [
        Lead(activity=activities[n], person=leaders[(n - 1) % len(leaders)], position=1)
        for n in range(1, len(activities), 4)
    ]
    Lead.objects.bulk_create(leads)


def _place(version: TimetableVersion, activities: list[Activity], spaces: list[Space]) -> None:
    days, edition = version.edition.days, version.edition
    placements = []
    for number, one in enumerate(activities):
        turn, day = divmod(number, len(days))
        around, start = divmod(turn, len(STARTS))
        moment = edition.moment(days[day], STARTS[start])
        space = spaces[(around * 2 + start) % len(spaces)] if len(activities) < 200 else spaces[around]
        ends_at = moment + timedelta(minutes=one.duration_minutes)
        placements.append(Placement(version=version, activity=one, space=space, starts_at=moment, ends_at=ends_at))
    Placement.objects.bulk_create(placements)
