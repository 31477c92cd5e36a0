"""How much one may tell, and for how long what is secret is kept."""

from datetime import date, timedelta

# « A few »: enough to be found, few enough to be read.
MOST_NOTICES = 5
# A « not with » outlives the next edition, then ends by itself.
AVOIDED_FOR = timedelta(days=548)


def end_of_avoidance(today: date) -> date:
    """The day on which a « not with » that is said today ends: a year and a half later."""
    return today + AVOIDED_FOR
