"""Changing when an edition takes place."""

from datetime import date

from django.db import transaction

from .models import Edition, Stop
from .rules import stops_moved


class StopOutside(Exception):
    """A stage of the edition would lie outside its new dates."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(str(stop))
        self.stop = stop


@transaction.atomic
def change_dates(*, edition: Edition, starts_on: date, ends_on: date) -> bool:
    """Give the edition its new dates, and return whether they are new; raises `StopOutside`.

    The only stop of an edition lasts as long as it; several move along with its first day.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    before = (locked.starts_on, locked.ends_on)
    stops = list(locked.stops.all())
    for stop, (first, last) in zip(stops, stops_moved(locked, stops, starts_on, ends_on), strict=True):
        if first < starts_on or last > ends_on:
            raise StopOutside(stop)
        stop.starts_on, stop.ends_on = first, last
    Stop.objects.bulk_update(stops, ["starts_on", "ends_on"])
    locked.starts_on, locked.ends_on = edition.starts_on, edition.ends_on = starts_on, ends_on
    locked.save(update_fields=["starts_on", "ends_on"])
    return before != (starts_on, ends_on)
