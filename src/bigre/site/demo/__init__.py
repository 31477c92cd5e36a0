"""The demo edition, Bigre! 2022: small TOML files that people read, and the code that makes rows of them."""

from .introductions import answer_introductions
from .ledger import meet_so_far
from .loading import load_demo
from .personas import Persona, personas

__all__ = ["Persona", "answer_introductions", "load_demo", "meet_so_far", "personas"]
