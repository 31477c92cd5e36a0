"""Secrets that stand for a person: we keep their digest only, so that a stolen database opens nothing."""

import hashlib
import secrets
from datetime import datetime

from django.db import models


def new_secret() -> str:
    """An unguessable secret of 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def secret_digest(secret: str) -> str:
    """What we store of a secret: SHA-256 in hexadecimal (the secret is random, so no salt is needed)."""
    return hashlib.sha256(secret.encode()).hexdigest()


class SecretToken(models.Model):
    """A secret in somebody's hands, until they revoke it."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def revoke(self, *, now: datetime) -> None:
        """From now on the secret opens nothing."""
        self.revoked_at = now
        self.save(update_fields=["revoked_at"])
