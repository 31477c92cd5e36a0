"""What every page knows: whether this is a demo, and the person's choice of light or dark."""

from datetime import date
from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static

THEMES = ("light", "dark")


class Page(TypedDict):
    """Variables that templates may use anywhere."""

    demo: bool
    demo_day: date
    colour_scheme: str
    icons: str


def page(request: HttpRequest) -> Page:
    """Variables for `base.html`.

    `demo_day` is the day that it is in a demo; `colour_scheme` is empty when the device decides; `icons` is where
    drawings are.
    """
    chosen = request.COOKIES.get("colour-scheme", "")
    return {
        "demo": settings.DEMO,
        "demo_day": settings.DEMO_DAY,
        "colour_scheme": chosen if chosen in THEMES else "",
        "icons": static("core/icons.svg"),
    }
