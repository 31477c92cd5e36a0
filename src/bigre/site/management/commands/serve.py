"""`bigre serve`: the whole site in one command, pages and background work."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from environs import Env

from bigre.site.management.readiness import bring_tables_up_to_date, gather_static_files, refuse_a_taken_port
from bigre.site.management.web import serve


class Command(BaseCommand):
    """Prepares what is missing, serves until Ctrl-C, and ends everything that it started."""

    help = "Serve the site, with its background worker."
    # They would load every page here, where none is served; `make check` runs them.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        environment = Env()
        parser.add_argument("--host", default=environment.str("HOST", "127.0.0.1"), help="default: 127.0.0.1")
        parser.add_argument("--port", type=int, default=environment.int("PORT", 8000), help="default: PORT, else 8000")
        parser.add_argument("--workers", type=int, default=1, help="processes that answer pages (default: 1)")
        parser.add_argument(
            "--no-companion", action="store_true", help="background work has a `bigre worker` elsewhere"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_a_taken_port(host, port)
        bring_tables_up_to_date()
        gather_static_files()
        serve(
            host=host,
            port=port,
            workers=options["workers"],
            with_companion=not options["no_companion"],
            on_ready=lambda: self.greet(f"http://{host}:{port}"),
        )

    def greet(self, address: str) -> None:
        """Say where the site is."""
        self.stdout.write(_("Bigre! répond sur %(address)s (Ctrl-C pour arrêter)") % {"address": address})
        self.stdout.flush()
