"""What must be so before the site answers: tables up to date, files of the interface gathered, the port free."""

import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from bigre.encounters.actions.tags import load_tags
from bigre.people.actions import load_reference_data


def bring_tables_up_to_date() -> None:
    """Apply the migrations that are missing, with the shipped lists (towns, trades, tags…); quick when none is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        load_reference_data()
        load_tags()


def gather_static_files() -> None:
    """Collect and compress the files of the interface, when one of them changed since the last time."""
    if settings.DEBUG:
        return  # they are then served from where they are written
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now)


def _fingerprint() -> str:
    return hashlib.sha256("\n".join(sorted(_described_files())).encode()).hexdigest()


def _described_files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            yield f"{path} {file.st_size} {file.st_mtime_ns}"


def refuse_a_taken_port(host: str, port: int) -> None:
    """Say so when somebody listens there already, or when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            # Binding succeeds beside a listener that shares its port; listening there does not.
            probe.listen(1)
        except OSError as error:
            words = {"host": host, "port": port, "why": error.strerror, "other": port + 1}
            raise CommandError(
                _("Impossible d’écouter sur %(host)s:%(port)d (%(why)s). Choisis un autre port : PORT=%(other)d")
                % words
            ) from error
