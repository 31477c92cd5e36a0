"""Markdown that people wrote, as HTML that can do no harm."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

# A page has one h1 and its parts are h2: what people write starts below.
_TAGS = {"p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "h3", "h4", "h5"}
_LOWERED = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}

_reader = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})


@register.filter
def markdown(text: str) -> SafeString:
    """The text as HTML: written tags show as text, only web and mail addresses are linked, titles are lowered."""
    tokens = _reader.parse(text)
    for token in tokens:
        token.tag = _LOWERED.get(token.tag, token.tag)
    html = _reader.renderer.render(tokens, _reader.options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)  # noqa: S308  # nh3 has just cleaned it
