"""The demo edition, Bigre! 2022: small TOML files that people read, and the code that makes rows of them."""

from .loading import load_demo
from .personas import Persona, personas

__all__ = ["Persona", "load_demo", "personas"]
