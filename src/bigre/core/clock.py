"""What time it is for readers: in a demo, a day of the week that it tells of."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment that pages tell of: now, except in a demo, where the same hour strikes on its own day.

    The hour is that of the site's time zone. Only for what is on, what comes next and what is today:
    what is written down (made, published, expired) goes by `timezone.now()`.
    """
    moment = timezone.localtime()
    if not settings.DEMO:
        return moment
    day = settings.DEMO_DAY
    # The hour on the wall: the zone's offset is that of the day told of.
    return moment.replace(year=day.year, month=day.month, day=day.day, fold=0)
