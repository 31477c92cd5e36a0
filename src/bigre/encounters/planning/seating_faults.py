"""What makes a plan of tables impossible, in sentences that name what to put right, never whom somebody avoids."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bigre.encounters.models import SeatingRound
from bigre.encounters.queries.seating import round_label

from .seating_hall import Hall

FEWEST_IN_A_GROUP = 2


class CannotSeat(Exception):
    """The plan contradicts itself; `sentences` tell its planners what to put right."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(sentences))


def refuse_faults(hall: Hall) -> None:
    """Raise `CannotSeat` if the plan contradicts itself."""
    sentences = faults_in(hall)
    if sentences:
        raise CannotSeat(sentences)


def faults_in(hall: Hall) -> list[str]:
    """Every contradiction, one sentence each; first what is missing, for the rest makes no sense without."""
    missing = list(_missing(hall))
    return missing or [sentence for one in hall.rounds for sentence in _faults_of(hall, one)]


def _missing(hall: Hall) -> Iterator[str]:
    volunteers = hall.plan.is_for_volunteers
    if not hall.tables and not volunteers:
        yield _("Il n’y a pas encore de table : ajoutes-en.")
    if not hall.rounds:
        yield _("Il n’y a plus de repas ni de tour à placer : tous ont déjà commencé.")
    if volunteers:
        yield from _too_few_volunteers(hall)
    elif not hall.guests:
        yield _("Personne ne participe encore à cette édition.")


def _too_few_volunteers(hall: Hall) -> Iterator[str]:
    """Groups are made to fit who comes, so they never lack; people may."""
    if not hall.rounds:
        return
    if not hall.guests:
        yield _("Personne n’a encore dit venir. Laisse le temps de le dire, ou ajoute les personnes qui sont là.")
    elif all(len(hall.present(one)) < FEWEST_IN_A_GROUP for one in hall.rounds):
        yield _("Il faut au moins deux personnes aux tours qui restent pour faire un groupe.")


def _faults_of(hall: Hall, one: SeatingRound) -> Iterator[str]:
    yield from _too_few_seats(hall, one)
    yield from _too_few_accessible(hall, one)
    for company in hall.companies(one):
        yield from _company_without_table(hall, one, company)
    yield from _pinned_too_many(hall, one)


def _too_few_seats(hall: Hall, one: SeatingRound) -> Iterator[str]:
    people, seats = len(hall.present(one)), sum(table.seats for table in hall.tables)
    if people > seats:
        said = {
            "round": round_label(one, hall.plan.edition),
            "people": people,
            "seats": seats,
            "missing": people - seats,
        }
        yield (
            ngettext(
                "%(round)s : %(people)s personnes sont là, pour %(seats)s places. Ajoute au moins %(missing)s place.",
                "%(round)s : %(people)s personnes sont là, pour %(seats)s places. Ajoute au moins %(missing)s places.",
                people - seats,
            )
            % said
        )


def _too_few_accessible(hall: Hall, one: SeatingRound) -> Iterator[str]:
    companies = [company for company in hall.companies(one) if company & hall.needs]
    people, seats = sum(map(len, companies)), sum(table.seats for table in hall.tables if table.accessible)
    if people > seats:
        yield (
            ngettext(
                "%(round)s : %(people)s personne va à une table accessible, et il y a %(seats)s places accessibles.",
                "%(round)s : %(people)s personnes vont à une table accessible, et il y a %(seats)s places accessibles.",
                people,
            )
            % {"round": round_label(one, hall.plan.edition), "people": people, "seats": seats}
        )


def _company_without_table(hall: Hall, one: SeatingRound, company: frozenset[int]) -> Iterator[str]:
    """One set of people who stay together: pinned at two tables, or where they can't all sit, or too many."""
    pinned = {hall.pins[one.pk][person] for person in company if person in hall.pins[one.pk]}
    tables = [table for table in hall.tables if not pinned or table.pk in pinned]
    said = {"round": round_label(one, hall.plan.edition), "people": _names(hall, company)}
    if len(pinned) > 1:
        yield _("%(round)s : %(people)s restent ensemble, mais sont à des tables différentes. Libère une place.") % said
    elif company & hall.needs and not any(table.accessible for table in tables):
        if pinned:
            yield _("%(round)s : la place épinglée de %(people)s est à une table qui n’est pas accessible.") % said
    elif len(company) > max(table.seats for table in tables):
        yield (
            _("%(round)s : %(people)s restent ensemble, et aucune table n’a autant de places.") % said
            if not pinned
            else _("%(round)s : %(people)s restent ensemble, et leur table n’a pas assez de places.") % said
        )


def _pinned_too_many(hall: Hall, one: SeatingRound) -> Iterator[str]:
    """More people at a table than it has seats, counting those who stay with somebody pinned there."""
    coming: Counter[int] = Counter()
    for company in hall.companies(one):
        pinned = {hall.pins[one.pk][person] for person in company if person in hall.pins[one.pk]}
        if len(pinned) == 1:
            coming[pinned.pop()] += len(company)
    for table in hall.tables:
        if coming[table.pk] > table.seats:
            said = {
                "round": round_label(one, hall.plan.edition),
                "number": table.number,
                "people": coming[table.pk],
                "seats": table.seats,
            }
            yield (
                ngettext(
                    "%(round)s, table %(number)s : %(people)s personne épinglée pour %(seats)s places. "
                    "Libère des places.",
                    "%(round)s, table %(number)s : %(people)s personnes épinglées pour %(seats)s places. "
                    "Libère des places.",
                    coming[table.pk],
                )
                % said
            )


def _names(hall: Hall, people: Iterable[int]) -> str:
    wanted = set(people)
    return ", ".join(guest.called for guest in hall.guests if guest.pk in wanted)
