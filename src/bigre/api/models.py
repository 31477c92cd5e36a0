"""Keys with which a person's programs use the API in their name."""

from django.db import models

from bigre.core.models import SecretToken
from bigre.people.models import Person


class ApiToken(SecretToken):
    """A program's key to what its person may see."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} · {self.person}"
