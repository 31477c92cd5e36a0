"""From the bytes of a file to a gathering, whatever its format."""

from dataclasses import dataclass
from datetime import date

from .flaws import Flaws
from .frab_json_reader import read_frab_json
from .frab_reader import read_frab
from .frab_xml_reader import read_frab_xml
from .gathering import Gathering
from .koma_reader import read_koma
from .received import Kind, Received


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who imports decides: the edition's slug and first day, empty where the file shall say."""

    slug: str = ""
    starts_on: date | None = None


def read_gathering(received: Received, asked: Asked, *, today: date) -> Gathering:
    """The whole gathering of a KoMa or frab file; `FileRefused` with every flaw."""
    if received.kind is Kind.KOMA:
        return read_koma(received.content, slug=asked.slug, starts_on=asked.starts_on, today=today)
    flaws = Flaws()
    if received.kind is Kind.FRAB_XML:
        return read_frab(read_frab_xml(received.content), flaws, slug=asked.slug)
    return read_frab(read_frab_json(received.content, flaws), flaws, slug=asked.slug)
