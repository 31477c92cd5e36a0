"""Up to which moment a digest tells, for each rhythm."""

from datetime import datetime, timedelta

# Mails of the day leave when people have their coffee; those of the week on Mondays.
HOUR = 7


def turn(rhythm: str, now: datetime) -> datetime | None:
    """The latest moment, not after `now`, at which a person of this rhythm hears what is new; None for « never ».

    `now` is in the time zone of the readers: the hour is that on their wall. What came after the turn waits for the
    next one, so a worker that slept makes up for it and none ever tells twice.
    """
    if rhythm == "never":
        return None
    if rhythm == "at_once":
        return now
    today = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    latest = today if today <= now else _day_before(today)
    return latest if rhythm == "daily" else _days_before(latest, latest.weekday())


def _day_before(moment: datetime) -> datetime:
    return _days_before(moment, 1)


def _days_before(moment: datetime, days: int) -> datetime:
    # Arithmetic on the wall clock: 7:00 stays 7:00 when summer time begins.
    return moment - timedelta(days=days)
