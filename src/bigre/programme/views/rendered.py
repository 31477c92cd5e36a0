"""The words of an activity in lists and grids, written once for everybody who may read the same.

Written by Python instead of a template: a page holds over a hundred, and their 25 template nodes each took three
quarters of the time of an answer (`bench/programme_page.py`). Every value that people wrote goes through `escape`.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from bigre.people.rules import Face
from bigre.programme.queries.search import language_name
from bigre.programme.queries.timetable import Kind, PlacedActivity
from bigre.programme.templatetags.programme import lasting

NOBODY = UUID(int=0)
# Stands for an activity's title in a button that is rendered once for all.
TITLE = "--title--"


class Rendered(NamedTuple):
    """An activity's words, its tags, and its button before and after the reader keeps it."""

    inside: SafeString
    tags: SafeString
    keep: SafeString
    kept: SafeString


def rendered(placed: Iterable[PlacedActivity]) -> dict[int, Rendered]:
    """Each activity by primary key; one that says the same as before is not written again."""
    language = get_language()
    return {one.pk: _rendered(_card(one.edition, language), one) for one in placed}


@lru_cache(maxsize=64)
def _card(edition: str, _language: str | None) -> "_Card":
    return _Card(edition)


@lru_cache(maxsize=5_000)
def _rendered(card: "_Card", placed: PlacedActivity) -> Rendered:
    return Rendered(card.inside(placed), card.tags(placed), card.button(placed, 0), card.button(placed, 1))


class _Card:
    """Writes the activities of one edition; what is the same in all of them is looked up once."""

    def __init__(self, edition: str) -> None:
        self.icons = static("core/icons.svg")
        self.address = reverse("programme:activity", args=[edition, NOBODY])
        button = {"slug": edition, "uuid": NOBODY, "pk": TITLE, "title": TITLE, "icons": self.icons}
        self.buttons = [
            render_to_string("programme/favourite.html", {**button, "kept": kept}) for kept in (False, True)
        ]

    def inside(self, placed: PlacedActivity) -> SafeString:
        """When, what, where, who."""
        parts = (self._when(placed), self._what(placed), self._where(placed), self._who(placed))
        return mark_safe("\n".join(part for part in parts if part))  # noqa: S308  # each part escapes what people wrote

    def button(self, placed: PlacedActivity, kept: int) -> SafeString:
        """The button that keeps the activity (0) or lets it go (1)."""
        text = (
            self.buttons[kept]
            .replace(str(NOBODY), str(placed.uuid))
            .replace(f"favourite-{TITLE}", f"favourite-{placed.pk}")
        )
        return mark_safe(text.replace(TITLE, escape(placed.title)))  # noqa: S308  # the title has just been escaped

    def _when(self, placed: PlacedActivity) -> str:
        since = placed.starts_at.isoformat(timespec="minutes")
        lasts = f'<span class="lasts">{escape(lasting(placed.minutes))}</span>'
        return f'<p class="when"><time datetime="{since}">{placed.clock}</time>{lasts}</p>'

    def _what(self, placed: PlacedActivity) -> str:
        mark = self._icon("mark", f"theme-{placed.colour}") if placed.colour else ""
        address = self.address.replace(str(NOBODY), str(placed.uuid))
        return f'<h3>{mark}<a href="{address}">{escape(placed.title)}</a></h3>'

    def _where(self, placed: PlacedActivity) -> str:
        kind = f'<span class="format"> · {escape(placed.format.label)}</span>' if placed.format else ""
        return f'<p class="where">{self._icon("icon", "place")}<span>{escape(placed.room.name)}{kind}</span></p>'

    def _who(self, placed: PlacedActivity) -> str:
        seen = placed.seen_faces
        if not seen:
            return ""
        initials = "".join(f'<span class="initials" aria-hidden="true">{escape(face.initials)}</span>' for face in seen)
        return f'<p class="who"><span>{initials}</span><span>{", ".join(map(_name, seen))}</span></p>'

    def tags(self, placed: PlacedActivity) -> SafeString:
        """Its themes, and its languages unless it is in French only."""
        tags = [self._theme(theme) for theme in placed.themes]
        foreign = placed.languages if placed.languages != ("fr",) else ()
        tags += [
            f'<span class="tag outline" lang="{escape(code)}">{escape(language_name(code))}</span>' for code in foreign
        ]
        return mark_safe("".join(tags))  # noqa: S308  # each tag escapes what people wrote

    def _theme(self, theme: Kind) -> str:
        mark = self._icon("mark", f"theme-{theme.colour}")
        return f'<span class="tag theme-{theme.colour}">{mark}{escape(theme.label)}</span>'

    def _icon(self, kind: str, name: str) -> str:
        return f'<svg class="{kind}" aria-hidden="true"><use href="{self.icons}#{name}"/></svg>'


def _name(face: Face) -> str:
    of = f'<span class="of"> {escape(face.cooperatives[0])}</span>' if face.cooperatives else ""
    return f"{escape(face.name)}{of}"
