"""Keeping activities in one's own programme."""

from django.db import transaction

from bigre.people.models import Person
from bigre.programme.models import Activity, Favourite


@transaction.atomic
def toggle_favourite(*, person: Person, activity: Activity) -> bool:
    """Keep the activity, or let it go when the person kept it; return whether it is kept now."""
    removed, _ = Favourite.objects.filter(person=person, activity=activity).delete()
    if removed:
        return False
    Favourite.objects.get_or_create(person=person, activity=activity)
    return True
