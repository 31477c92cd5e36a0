"""Hours as in a printed programme: 9:30, where Django would write 09:30."""

TIME_FORMAT = "G:i"
DATETIME_FORMAT = "j F Y G:i"
SHORT_DATETIME_FORMAT = "j N Y G:i"
