"""Model parts that every context may use."""

from .audience import Audience
from .interval import Interval
from .labels import Labelled, in_readers_language
from .letter import Letter
from .outgoing_mail import OutgoingMail
from .sealed import SealedField
from .tokens import SecretToken, new_secret, secret_digest

__all__ = [
    "Audience",
    "Interval",
    "Labelled",
    "Letter",
    "OutgoingMail",
    "SealedField",
    "SecretToken",
    "in_readers_language",
    "new_secret",
    "secret_digest",
]
