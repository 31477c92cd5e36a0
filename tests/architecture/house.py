"""The house as it stands on disk and in its contracts, for the tests that keep it in order."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CONTEXTS = ROOT / "src" / "bigre"


def contracts() -> list[dict[str, Any]]:
    """The import contracts of `pyproject.toml`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return list(project["tool"]["importlinter"]["contracts"])


def context_order() -> list[list[str]]:
    """The contexts from the highest to the lowest; those of one row ignore each other."""
    layers = next(contract["layers"] for contract in contracts() if contract.get("containers") == ["bigre"])
    return [[name.strip() for name in layer.split("|")] for layer in layers]


def modules_of(context: str) -> set[str]:
    """The modules that the contracts allow in a context."""
    for contract in contracts():
        if f"bigre.{context}" in contract.get("containers", ()):
            return {layer.strip("()") for layer in contract["layers"]} | set(contract["exhaustive_ignores"])
    raise LookupError(f"No contract says what {context} may hold.")


def tracked(*patterns: str) -> list[Path]:
    """The files that git keeps, or is about to, by pattern."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def python_files() -> list[Path]:
    """Every Python file that people write."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]
