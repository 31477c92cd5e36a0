"""Dates as people write them."""

import re
from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()


@register.filter(expects_localtime=True)
def dated(day: date, style: str) -> str:
    """The day in a format of Django's; in French the first of a month is « 1er »."""
    text = date_format(day, style)
    return re.sub(r"\b1\b", "1er", text, count=1) if day.day == 1 and get_language() == "fr" else text
