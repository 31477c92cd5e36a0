"""`bigre worker`: carries out what waits in the queue; loads the solver at once, so that the first plan starts fast."""

from threading import Thread
from typing import Any

from django_ox.management.commands.ox_worker import Command as QueueWorker

from bigre.programme.planning import warm_up
from bigre.site.management.companion import lower_priority


class Command(QueueWorker):
    """The queue's own worker, warmed up in the background while it already listens."""

    def handle(self, *args: Any, **options: Any) -> None:
        lower_priority()
        Thread(target=warm_up, name="warm-up", daemon=True).start()
        super().handle(*args, **options)
