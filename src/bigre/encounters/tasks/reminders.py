"""What the worker does once a day for cooperations: asking how they go.

Carried out twice, or by `bigre reminders` meanwhile, it asks nobody twice; after days without a worker it asks what is
still worth asking (see `rules.reminders`).
"""

from django.tasks import task
from django.utils import timezone

from bigre.encounters.actions.reminders import write_reminders


@task()
def remind() -> int:
    """Write the reminders whose day it is; return how many mails."""
    return write_reminders(now=timezone.now())
