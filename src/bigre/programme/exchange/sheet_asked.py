"""Reads what a proposal asks and answers besides, from the cells of its row."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from bigre.core.rules import fold
from bigre.programme.queries.imports import KnownQuestion

from .gathering import AskedPart
from .sheet_columns import FACILITATOR, INTERPRETER, NO, YES, in_every_language
from .text import split_cell

# The column's title, the question, what was written.
type Answers = list[tuple[str, KnownQuestion, str]]
# The column, what is wrong, what to do.
type Wrong = Callable[[str, str, str], None]

LONGEST_NAME = 120


def asked_in(cells: dict[str, str], answers: Answers, wrong: Wrong) -> AskedPart:
    """In whose name, help wanted, late or not, and the answers; what is wrong is noted, and stands in for nothing."""
    organisation = _organisation(cells, wrong)
    interpreter, facilitator = _help(cells, wrong)
    return AskedPart(
        organisation=organisation,
        wants_interpreter=interpreter,
        wants_facilitator=facilitator,
        late=_late(cells, wrong),
        answers=tuple(_answers(answers, wrong)),
    )


def _organisation(cells: dict[str, str], wrong: Wrong) -> str:
    name = " ".join(cells.get("organisation", "").split())
    if len(name) > LONGEST_NAME:
        wrong("organisation", _("Ce nom dépasse 120 signes."), _("Raccourcis-le."))
    return name


def _help(cells: dict[str, str], wrong: Wrong) -> tuple[bool, bool]:
    wanted = {"interpreter": in_every_language(INTERPRETER), "facilitator": in_every_language(FACILITATOR)}
    found = set()
    for words in split_cell(cells.get("help", "")):
        kind = next((kind for kind, said in wanted.items() if fold(words) in said), None)
        if kind is None:
            what = _("« %(text)s » n’est pas une aide que l’on peut demander.") % {"text": words[:60]}
            known = {"interpreter": INTERPRETER, "facilitator": FACILITATOR}
            wrong("help", what, _("Écris « %(interpreter)s » ou « %(facilitator)s ».") % known)
        found.add(kind)
    return "interpreter" in found, "facilitator" in found


def _late(cells: dict[str, str], wrong: Wrong) -> bool:
    written = cells.get("late", "")
    text = fold(written)
    if text in in_every_language(YES):
        return True
    if text and text not in in_every_language(NO):
        what = _("« %(text)s » ne dit ni oui ni non.") % {"text": written[:40]}
        wrong("late", what, _("Écris oui, ou laisse vide."))
    return False


def _answers(answers: Answers, wrong: Wrong) -> Iterator[tuple[int, str, int | None]]:
    answered = set()
    for title, question, text in answers:
        if question.pk in answered:
            continue
        answered.add(question.pk)
        if question.choices is None:
            yield question.pk, text, None
        elif (choice := question.choices.get(fold(text))) is not None:
            yield question.pk, "", choice
        else:
            offered = ", ".join(question.offered[:12])
            what = _("« %(text)s » n’est pas une réponse à cette question.") % {"text": text[:60]}
            wrong(title, what, _("Choisis parmi : %(offered)s.") % {"offered": offered})
