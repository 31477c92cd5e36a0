"""Reads about people, cooperatives and places that start from the person who asks."""

from .cooperatives import cooperatives, members_visible_to
from .directory import Choices, Search, choices, people_found
from .map import Dot, dots, land
from .places import places_named
from .visible import alphabetical, in_order, people_visible_to, people_with_details, shows, with_faces

__all__ = [
    "Choices",
    "Dot",
    "Search",
    "alphabetical",
    "choices",
    "cooperatives",
    "dots",
    "in_order",
    "land",
    "members_visible_to",
    "people_found",
    "people_visible_to",
    "people_with_details",
    "places_named",
    "shows",
    "with_faces",
]
