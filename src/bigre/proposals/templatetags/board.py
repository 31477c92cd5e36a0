"""What the board says of a proposal in its cards."""

from django import template

from bigre.core import rules
from bigre.proposals.rules.transitions import decisions_from

register = template.Library()


@register.filter
def decisions(state: str) -> str:
    """The states that the team may decide from there, apart by spaces, for the script that drags cards."""
    return " ".join(decisions_from(state))


@register.filter
def language_named(code: str) -> str:
    """A language by its own name."""
    return rules.language_name(code)
