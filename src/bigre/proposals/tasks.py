"""What the worker does for co-construction at every hour.

The queue's own scheduler (`TASKS` in the settings, under `SCHEDULES`) puts `tell_news` into the queue five minutes
after each hour: every `bigre worker` looks at the clock, and the database lets one of them enqueue each tick. Nothing
has to be started or kept alive; a worker that slept over several ticks carries out the latest. Carried out twice, or by
`bigre digests` meanwhile, it writes nothing twice: whoever's turn it is has heard of everything already.
"""

from django.tasks import task
from django.utils import timezone

from .actions.digests import write_digests
from .actions.topics import tell_voices


@task()
def tell_news() -> int:
    """Write the digests whose hour it is, and tell who wanted a topic that somebody now proposes it."""
    now = timezone.now()
    return write_digests(now=now) + tell_voices(now=now)
