"""The columns of a sheet of proposals: how each is called, what it takes, and what the template explains."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bigre.core.rules import fold

type Words = str | Promise

INTERPRETER, FACILITATOR = _("une personne qui interprète"), _("une personne de plus pour animer")
YES, NO = _("oui"), _("non")


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `name` is its key in a row. `others` are titles under which people also write it."""

    name: str
    title: Words
    explanation: Words
    example: Words
    others: tuple[str, ...] = ()
    required: bool = False

    @property
    def titles(self) -> frozenset[str]:
        """Every title that stands for it, folded."""
        return frozenset(fold(str(title)) for title in (self.name, self.title, *self.others))


COLUMNS = (
    Column(
        "title",
        _("Titre"),
        _("Obligatoire, 200 signes au plus."),
        _("Lire un bilan à plusieurs"),
        ("Titre", "Title", "Titel"),
        required=True,
    ),
    Column(
        "duration",
        _("Durée"),
        _("En minutes (90) ou en heures (1 h 30). Vide : celle du format."),
        _("90"),
        ("Durée", "Durée (min)", "Duree en minutes", "Duration", "Duur"),
    ),
    Column(
        "summary",
        _("Résumé"),
        _("Deux phrases, lues dans la liste du programme."),
        _("On part d’un vrai bilan, imprimé en grand."),
        ("Résumé", "Summary", "Samenvatting", "En deux phrases"),
    ),
    Column(
        "text",
        _("Présentation"),
        _("Le texte complet ; le Markdown est permis."),
        _("Apporte le tien. Aucune connaissance comptable nécessaire."),
        ("Présentation", "Description", "Text", "Tekst", "Beschrijving"),
    ),
    Column("format", _("Format"), _("Un des formats de l’édition."), _("Atelier"), ("Format", "Formaat", "Type")),
    Column(
        "themes",
        _("Thèmes"),
        _("Un ou plusieurs thèmes de l’édition, séparés par un point-virgule."),
        _("Écologie"),
        ("Thèmes", "Thème", "Themes", "Theme", "Thema", "Thema’s"),
    ),
    Column(
        "languages",
        _("Langues"),
        _("Codes séparés par une virgule : fr, nl, en."),
        _("fr, nl"),
        ("Langues", "Langue", "Languages", "Language", "Talen", "Taal"),
    ),
    Column(
        "ideal_size",
        _("Taille idéale"),
        _("Nombre de personnes pour que ce soit bien."),
        _("12"),
        ("Taille idéale", "Ideal size", "Ideale grootte"),
    ),
    Column(
        "max_size",
        _("Taille maximale"),
        _("Nombre de personnes à ne pas dépasser, sans l’animation. Vide : autant que l’espace en contient."),
        _("20"),
        ("Taille maximale", "Maximum", "Max size", "Maximale grootte"),
    ),
    Column(
        "equipment",
        _("Matériel"),
        _("Ce que l’espace doit offrir, séparé par un point-virgule."),
        _("Vidéoprojecteur"),
        ("Matériel", "Equipment", "Materiaal"),
    ),
    Column(
        "leaders",
        _("Animation"),
        _("Les noms, séparés par un point-virgule ; la première personne répond de la proposition."),
        _("Alice Martin ; Bob Peeters"),
        ("Animation", "Animatrices", "Facilitators", "Speakers", "Begeleiding"),
    ),
    Column(
        "organisation",
        _("Au nom de"),
        _("La structure du territoire, hors du réseau, au nom de laquelle on propose."),
        _("Une association du port"),
        ("Au nom de", "On behalf of", "In naam van"),
    ),
    Column(
        "help",
        _("Aide souhaitée"),
        _("« une personne qui interprète », « une personne de plus pour animer », ou les deux avec un point-virgule."),
        INTERPRETER,
        ("Aide souhaitée", "Help wanted", "Gewenste hulp"),
    ),
    Column(
        "late",
        _("Après la clôture"),
        _("« oui » pour ce qui est venu après la clôture de l’appel. Vide : non."),
        YES,
        ("Après la clôture", "After closing", "Na de sluiting"),
    ),
)
# What the site writes after them of its own timetable and decisions: a proposal that comes in starts without.
DECIDED = (
    *(_("Jour"), _("Début"), _("Fin"), _("Espace"), _("Identifiant")),
    *(_("Où elle en est"), _("Dernière raison")),
)
# A word before it, so that no question is taken for a column.
QUESTION = _("Question : %(question)s")


def in_every_language(words: Words) -> frozenset[str]:
    """How the words are said in each language of the site, folded: a file may have been written in another one."""
    said = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.add(fold(str(words)))
    return frozenset(said)


def column_titled(title: str) -> Column | None:
    """The column that people call so, whatever the accents and capitals."""
    folded = fold(title).strip(" *:")
    return next((column for column in COLUMNS if folded in column.titles), None)
