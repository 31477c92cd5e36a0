"""Persons, cooperatives, what people do, and to whom they show it."""

from .account import Account
from .collective import Collective
from .cooperative import Cooperative, PooledService
from .membership import Membership
from .occupation import Occupation, Sector, Trade
from .person import Person
from .place import Place

__all__ = [
    "Account",
    "Collective",
    "Cooperative",
    "Membership",
    "Occupation",
    "Person",
    "Place",
    "PooledService",
    "Sector",
    "Trade",
]
