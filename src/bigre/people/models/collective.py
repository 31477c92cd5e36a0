"""Collectives: people of one or several cooperatives who work together."""

from django.db import models

from .person import Person


class Collective(models.Model):
    """A group that works under one name, whatever its members' cooperatives."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    summary = models.TextField(blank=True)
    members = models.ManyToManyField(Person, related_name="collectives")
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
