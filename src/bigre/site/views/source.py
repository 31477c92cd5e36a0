"""The code that runs this site, for whoever asks: the licence gives everybody the right to it."""

import io
import tarfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bigre.core.access import anonymous_allowed

# Beside the code itself: what is needed to build and run it, when the site runs from a checkout.
BESIDE = ("LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml", "requirements.lock")
FOLDERS_BESIDE = ("bin", "docs", "tests", "tools", "bench")
LEFT_OUT = {"__pycache__", "var", "node_modules"}


@anonymous_allowed(because="the licence (AGPL, section 13) asks that everybody can get the code")
def source(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the same for everybody
    """The running code as an archive."""
    headers = {"Content-Disposition": 'attachment; filename="bigre-source.tar.gz"'}
    return HttpResponse(archive(), content_type="application/gzip", headers=headers)


@cache
def archive() -> bytes:
    """The packages of the site and, from a checkout, what goes with them; made once in a process."""
    packages = settings.PACKAGE.parent
    checkout = packages.parent
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for package in ("bigre", "bigre_solvers"):
            tar.add(packages / package, f"bigre/src/{package}", filter=_code_only)
        if (checkout / "pyproject.toml").exists():
            for name in (*BESIDE, *FOLDERS_BESIDE):
                _add(tar, checkout / name)
    return buffer.getvalue()


def _add(tar: tarfile.TarFile, path: Path) -> None:
    if path.exists():
        tar.add(path, f"bigre/{path.name}", filter=_code_only)


def _code_only(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave out what running leaves behind, and who it belongs to on this machine."""
    if LEFT_OUT.intersection(Path(entry.name).parts) or not (entry.isdir() or entry.isfile()):
        return None
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry
