"""What each criterion of a timetable means in words, and how heavy each is, to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

WORDS = {
    "wishes": (
        _("Souhaits contrariés"),
        _("Des personnes tiennent à deux activités qui ont lieu en même temps, ou ne trouvent plus de place."),
    ),
    "theme_spread": (
        _("Thèmes entassés"),
        _("Des activités d’un même thème ont lieu en même temps, au lieu de se suivre dans la semaine."),
    ),
    "late_then_early": (
        _("Soir tard, puis matin tôt"),
        _("Des personnes animent tard le soir, puis tôt le lendemain."),
    ),
    "room_fit": (
        _("Espaces trop grands ou trop petits"),
        _("L’espace est loin de la taille du groupe attendu."),
    ),
    "worst_off": (
        _("Personnes les moins bien servies"),
        _("La part de leurs souhaits que manque le dixième des gens qui en manque le plus."),
    ),
    "worst_off_groups": (
        _("Coopératives les moins bien servies"),
        _("La même chose entre coopératives : ce que leurs gens manquent en moyenne."),
    ),
    "end_of_day": (
        _("Fins de journée"),
        _("Des personnes sont attendues à la dernière heure d’une journée."),
    ),
    "long_runs": (
        _("Longues suites sans pause"),
        _("Des personnes sont attendues à plus de deux activités d’affilée."),
    ),
    "lonely_days": (
        _("Journées pour une seule activité"),
        _("Des personnes ne sont attendues qu’à une activité de la journée."),
    ),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One criterion: its weight in the cost, and its width from 0 to 100 beside the heaviest."""

    key: str
    label: str
    meaning: str
    cost: float
    width: int


def bars_of(costs: Mapping[str, float]) -> list[Bar]:
    """Every criterion, the heaviest first; a criterion without words is shown by its name."""
    heaviest = max(costs.values(), default=0) or 1
    ordered = sorted(costs.items(), key=lambda item: (-item[1], item[0]))
    return [_bar(key, cost, round(100 * cost / heaviest)) for key, cost in ordered]


def _bar(key: str, cost: float, width: int) -> Bar:
    label, meaning = WORDS.get(key, (key, ""))
    return Bar(key, str(label), str(meaning), cost, width)
