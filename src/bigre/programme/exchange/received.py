"""A file as received: bounded, unpacked and recognised from its content, never from its name."""

import io
import json
import lzma
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.utils.translation import gettext as _

from .flaws import FileRefused, refused

XZ = b"\xfd7zXZ\x00"
ZIP = b"PK\x03\x04"


class Kind(StrEnum):
    """The formats that we read."""

    KOMA = "koma"
    FRAB_XML = "frab-xml"
    FRAB_JSON = "frab-json"
    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Received:
    """A recognised file. `content`: parsed JSON, the root of an XML tree, a workbook's bytes, the text of a CSV."""

    kind: Kind
    content: Any


def recognise(content: bytes) -> Received:
    """What the file is; `FileRefused` when it is empty, too big, broken or of no known format."""
    content = _unpacked(_bounded(content))
    if content.startswith(ZIP):
        return Received(Kind.XLSX, _workbook(content))
    text = _text(content)
    match text.lstrip()[:1]:
        case "":
            raise refused(_("Ce fichier est vide."), _("Choisis un autre fichier."))
        case "<":
            return Received(Kind.FRAB_XML, _schedule_xml(content))
        case "{" | "[":
            return _json(text)
    return Received(Kind.CSV, text)


def too_big() -> FileRefused:
    """The refusal of a file above `IMPORT_MAX_BYTES`, also once unpacked."""
    return refused(
        _("Ce fichier est trop gros : la limite est de %(limit)d Mo, une fois décompressé.")
        % {"limit": settings.IMPORT_MAX_BYTES // 2**20},
        _("Retire les images et les feuilles inutiles, ou importe les activités en plusieurs fois."),
    )


def too_many(count: int) -> FileRefused:
    """The refusal of a file with more activities than `IMPORT_MAX_ACTIVITIES`."""
    return refused(
        _("Ce fichier contient %(count)d activités : la limite est de %(limit)d par import.")
        % {"count": count, "limit": settings.IMPORT_MAX_ACTIVITIES},
        _("Vérifie que c’est le bon fichier, ou coupe-le en plusieurs."),
    )


def _bounded(content: bytes) -> bytes:
    if len(content) > settings.IMPORT_MAX_BYTES:
        raise too_big()
    return content


def _unpacked(content: bytes) -> bytes:
    """The bytes behind an .xz, never more than the limit whatever the archive promises."""
    if not content.startswith(XZ):
        return content
    unpacker = lzma.LZMADecompressor(memlimit=200 * 1024 * 1024)
    try:
        unpacked = unpacker.decompress(content, max_length=settings.IMPORT_MAX_BYTES + 1)
    except lzma.LZMAError:
        raise _broken(_("Ce fichier .xz est abîmé.")) from None
    bounded = _bounded(unpacked)
    if not unpacker.eof:
        raise _broken(_("Ce fichier .xz est incomplet."))
    return bounded


def _broken(what: str) -> FileRefused:
    return refused(what, _("Télécharge-le ou exporte-le à nouveau, puis recommence."))


def _workbook(content: bytes) -> bytes:
    """The bytes of an XLSX workbook whose unpacked size is known to be within the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _broken(_("Ce classeur est abîmé.")) from None
    if sum(info.file_size for info in infos) > settings.IMPORT_MAX_BYTES:
        raise too_big()
    if "xl/workbook.xml" not in {info.filename for info in infos}:
        raise unknown_format()
    return content


def _text(content: bytes) -> str:
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unknown_format()
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unknown_format()


def unknown_format() -> FileRefused:
    """The refusal of a file that is none of the formats that we read."""
    return refused(
        _("Ce format de fichier n’est pas reconnu."),
        _("Choisis un fichier KoMa ou AKPlanning (JSON), frab (XML ou JSON), ou un tableur (XLSX ou CSV)."),
    )


def _schedule_xml(content: bytes) -> Element:
    try:
        root: Element = fromstring(content)
    except ParseError as error:
        line, column = error.position
        raise refused(
            _("Ce fichier XML est mal formé à cet endroit."),
            _("Corrige-le, ou exporte-le à nouveau."),
            place=_("ligne %(line)d") % {"line": line},
            column=_("colonne %(column)d") % {"column": column + 1},
        ) from None
    except (DefusedXmlException, ValueError, LookupError):
        raise refused(
            _("Ce fichier XML contient des entités, que nous refusons par sécurité."),
            _("Exporte-le à nouveau, sans DOCTYPE ni entités."),
        ) from None
    if root.tag != "schedule":
        raise unknown_format()
    return root


def _json(text: str) -> Received:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise refused(
            _("Ce fichier JSON est mal formé à cet endroit."),
            _("Corrige-le, ou exporte-le à nouveau."),
            place=_("ligne %(line)d") % {"line": error.lineno},
            column=_("colonne %(column)d") % {"column": error.colno},
        ) from None
    except (ValueError, RecursionError):
        raise _broken(_("Ce fichier JSON est abîmé.")) from None
    if isinstance(content, dict) and {"aks", "timeslots"} & content.keys():
        return Received(Kind.KOMA, content)
    if isinstance(content, dict) and {"schedule", "conference"} & content.keys():
        return Received(Kind.FRAB_JSON, content)
    raise unknown_format()
