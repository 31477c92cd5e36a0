"""Dates as people write them, in templates."""

from datetime import date

from django import template

from bigre.core import rules

register = template.Library()


@register.filter(expects_localtime=True)
def dated(day: date, style: str) -> str:
    """The day in a format of Django's; in French the first of a month is « 1er »."""
    return rules.dated(day, style)
