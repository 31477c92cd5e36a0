"""What of an address the team reads."""

import re

from django import template

register = template.Library()
_ADDRESS = re.compile(r"[^\s<>@,;:\"'()]+@")


@register.filter
def masked(address: str) -> str:
    """Its domain, which tells why mails fail, and nothing of the person."""
    return f"…@{address.rpartition('@')[2]}"


@register.filter
def without_addresses(text: str) -> str:
    """What a mail server answered, with its addresses masked."""
    return _ADDRESS.sub("…@", text)
