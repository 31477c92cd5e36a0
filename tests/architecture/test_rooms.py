"""Every file of a context has a name that the contracts allow, says what it owns, and stays short."""

import ast

from .house import CONTEXTS, ROOT, context_order, modules_of, python_files, tracked

FURNITURE = {"__init__.py", "__pycache__", "README.md", "data", "static", "templates"}
# Templates by which we replace a library's.
PAGES_OF_LIBRARIES = {"429.html", "account", "allauth", "mfa"}
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "managers", "manager", "misc", "common"}
LONGEST_MODULE = 300
LONGEST_README = 12


def contexts() -> list[str]:
    return [name for row in context_order() for name in row]


def test_every_folder_of_the_site_is_a_context_of_the_contracts() -> None:
    folders = {path.name for path in CONTEXTS.iterdir() if path.is_dir()} - {"__pycache__", "locale"}
    assert folders == set(contexts())


def test_a_context_holds_only_what_the_contracts_list() -> None:
    intruders = {
        f"{context}/{entry.name}"
        for context in contexts()
        for entry in (CONTEXTS / context).iterdir()
        if entry.name not in FURNITURE and entry.name.removesuffix(".py") not in modules_of(context)
    }
    assert intruders == set()


def test_templates_and_static_files_of_a_context_carry_its_name() -> None:
    strays = {
        str(path.relative_to(CONTEXTS))
        for context in contexts()
        for kind in ("templates", "static")
        for path in (CONTEXTS / context).glob(f"{kind}/*")
        # Core also holds the base page and the pages of errors.
        if path.name not in {context, *PAGES_OF_LIBRARIES} and context != "core"
    }
    assert strays == set()


def test_every_context_says_in_a_few_lines_what_it_owns() -> None:
    lengths = {
        name: len(readme.read_text().splitlines()) if (readme := CONTEXTS / name / "README.md").exists() else 0
        for name in contexts()
    }
    assert {name: lines for name, lines in lengths.items() if not 1 <= lines <= LONGEST_README} == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = {
        str(path.relative_to(ROOT))
        for path in tracked("src/*.py", "bin/*.py", "bench/*.py", "tools/*.py")
        if "migrations" not in path.parts
        if (tree := ast.parse(path.read_text())).body and not ast.get_docstring(tree)
    }
    assert silent == set()


def test_no_module_is_longer_than_a_reader_s_patience() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert {str(path) for path in python_files() if path.stem in NAMES_THAT_SAY_NOTHING} == set()
