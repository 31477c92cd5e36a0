"""Bring the catalogues of the interface up to date with the French sentences of templates and Python, and compile them.

Needs no gettext: Django rewrites templates as code, Babel reads code and writes catalogues.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[1] / "src"
LOCALE = SOURCE / "bigre" / "locale"
# French is the language of the sources: it has no catalogue.
LANGUAGES = ("nl", "en")
HEADER = "# The interface of Bigre! in another language. AGPL-3.0-or-later, like the rest of it."
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def code_of(path: Path) -> str:
    """Python that asks for the sentences of this file, line by line where they are."""
    text = path.read_text()
    if path.suffix == ".py":
        return text
    # What surrounds the sentences becomes words of one letter; its indentation would confuse a reader of Python.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def sentences() -> Iterator[tuple[Path, int, str | tuple[str, ...], list[str], str | None]]:
    """Each sentence of the interface: file, line, text (or singular and plural), comments, context."""
    files = [
        *SOURCE.rglob("*.py"),
        *SOURCE.glob("bigre/*/templates/**/*.html"),
        *SOURCE.glob("bigre/*/templates/**/*.txt"),
    ]
    for path in sorted(files):
        code = io.BytesIO(code_of(path).encode())
        for line, text, comments, context in extract("python", code, keywords=KEYWORDS, comment_tags=("Translators:",)):
            yield path, line, text, comments, context


def interface() -> Catalog:
    """Every sentence of the interface, to be translated."""
    catalogue = Catalog(charset="utf-8")
    for path, line, text, comments, context in sentences():
        catalogue.add(text, locations=[(str(path.relative_to(SOURCE)), line)], auto_comments=comments, context=context)
    return catalogue


def catalogue_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def catalogue_of(language: str) -> Catalog:
    """What has been translated so far."""
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(
            language, header_comment=HEADER, project="bigre", language_team="", last_translator="", fuzzy=False
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as Django loads it."""
    content = io.BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The singular, and the plurals when there are any."""
    if text is None:
        return ("",)
    return (text,) if isinstance(text, str) else tuple(text)


def is_translated(message: Message) -> bool:
    """Whether every form has its translation."""
    return all(forms(message.string))


def update(language: str, template: Catalog) -> Catalog:
    """Keep what is translated, drop what is no longer said, write and compile; return what was written."""
    path, catalogue = catalogue_file(language), catalogue_of(language)
    made = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    # Otherwise every run would change every catalogue.
    catalogue.creation_date = made
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    written = catalogue_of(language)
    path.with_suffix(".mo").write_bytes(compiled(written))
    return written


def main() -> None:
    """Update every catalogue and say what waits for a translation."""
    template = interface()
    for language in LANGUAGES:
        catalogue = update(language, template)
        waiting = sum(not is_translated(message) for message in catalogue if message.id)
        print(f"{language}: {len(catalogue)} sentences, {waiting} to translate in {catalogue_file(language)}")


if __name__ == "__main__":
    main()
