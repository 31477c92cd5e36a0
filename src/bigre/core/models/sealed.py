"""Words that the database keeps without being able to read them."""

import base64
import hashlib
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _seal() -> MultiFernet:
    """Fernet (AES-128-CBC with HMAC-SHA256) under a key derived from the site's secret, and from former secrets."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = (hashlib.blake2b(secret.encode(), digest_size=32, person=b"bigre sealed").digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


class SealedField(models.TextField):  # type: ignore[type-arg]  # it holds text, whoever declares it
    """A text that is sealed on its way into the database and opened on its way out; it can't be searched.

    A copy of the database without the site's secret key tells nothing of it. Equal texts are sealed differently.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Sealed."""
        return None if value is None else _seal().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """Opened; raises `cryptography.fernet.InvalidToken` under another secret key."""
        return None if value is None else _seal().decrypt(value.encode()).decode()
