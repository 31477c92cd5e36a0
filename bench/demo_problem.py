"""The demo edition's timetabling problem, from a database of its own."""

from __future__ import annotations

import os
import tempfile

from bigre_solvers.timetable import Problem


def demo_problem() -> Problem:
    """What the demo edition asks of the solver."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BIGRE_DATA_DIR": folder, "BIGRE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "bigre.settings"}
        # ruff: noqa: PLC0415  # Django reads its settings from the environment when it is imported
        import django

        django.setup()
        from django.core.management import call_command
        from django.utils import timezone

        from bigre.programme.planning import prepared
        from bigre.site.demo import load_demo

        call_command("migrate", verbosity=0)
        _rows, _clock, problem = prepared(load_demo(now=timezone.now()))
        return problem
