"""The `bigre` command: Django's command line with our settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command: `bigre import FILE`, `bigre plan EDITION`, `bigre serve` and so on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bigre.settings")
    # Solvers share their work among cores themselves; a library that did so too would only wait (docs/matching.md).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    execute_from_command_line(["bigre", *sys.argv[1:]])


if __name__ == "__main__":
    main()
