"""A Word file as a template: check it, and open it without its text, for the styles, the page and the header."""

import re
import zlib
from collections.abc import Collection
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree

from cases.documents.styles import add_missing_styles, set_language
from cases.spreadsheets.limits import Limits, SpreadsheetProblem
from cases.spreadsheets.zip_check import check_unpacked_sizes

LIMITS = Limits(file_bytes=2 * 2**20, unpacked_bytes=40 * 2**20, parts=300)
NOT_WORD = "is not a Word file that can be read. Save it as .docx in Word or LibreOffice and try again."
TOO_MUCH = "unpacks to more than a template needs. Save it again with fewer or smaller pictures and try again."
TOO_LARGE = f"is larger than {LIMITS.file_bytes // 2**20} MB. Save it with fewer or smaller pictures and try again."
MACROS = "holds macros or embedded objects. Save it as .docx without them and try again."
OUTSIDE = "refers to files elsewhere, such as a linked picture. Put the picture into the file and try again."
KEPT_IN_PACKAGE = {"officeDocument", "core-properties"}
KEPT_IN_FILE = {"styles", "numbering", "settings", "theme", "fontTable", "webSettings"}
ACTIVE = ("vbaProject", "vbaData", "oleObject", "control", "activeX", "package", "attachedToolbars", "aFChunk")
# what settings say of parts that are dropped, and of the template's own template
GONE_SETTINGS = (
    "w:attachedTemplate",
    "w:footnotePr",
    "w:endnotePr",
    "w:mailMerge",
    "w:docVars",
    "w:documentProtection",
)
# what the libraries raise over a file that is damaged, encrypted, or no Word file
UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    etree.LxmlError,
)
FETCHES = re.compile("DDE|INCLUDE|(?<!HYPER)LINK|IMPORT|MACRO|DATABASE", re.IGNORECASE)
PROPERTIES = ("author", "last_modified_by", "title", "comments", "keywords", "subject", "category")


class TemplateProblem(Exception):
    """A file that is no template. The text is what its user reads after the name of the file."""


def checked_template(content: bytes) -> bytes:
    """Return what is kept of a Word file that can be used as a template, without its text. Raises TemplateProblem."""
    if len(content) > LIMITS.file_bytes:
        raise TemplateProblem(TOO_LARGE)
    try:
        with ZipFile(BytesIO(content)) as archive:
            check_unpacked_sizes(archive, LIMITS)
            _check_parts(archive)
        return _without_text(content)
    except SpreadsheetProblem:
        raise TemplateProblem(TOO_MUCH) from None
    except UNREADABLE:
        raise TemplateProblem(NOT_WORD) from None


def _check_parts(archive: ZipFile):
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise TemplateProblem(MACROS)
    for name in archive.namelist():
        if name.endswith(".rels"):
            _check_links(archive.read(name))


def _check_links(content: bytes):
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for link in etree.fromstring(content, parser):
        kind = link.get("Type", "").rsplit("/", 1)[-1]
        if kind in ACTIVE:
            raise TemplateProblem(MACROS)
        if link.get("TargetMode") == "External" and kind not in {"hyperlink", "attachedTemplate"}:
            raise TemplateProblem(OUTSIDE)


def _without_text(content: bytes) -> bytes:
    file, stream = open_template(content), BytesIO()
    for link in file.part.rels.values():
        if link.reltype.endswith(("/header", "/footer")):
            _check_fields(link.target_part.element)
    for name in PROPERTIES:
        setattr(file.core_properties, name, "")
    file.save(stream)
    return stream.getvalue()


def _check_fields(head: Any):
    """Refuse a field that fetches a file or starts a program; its name may be spread over several pieces."""
    simple = (field.get(qn("w:instr"), "") for field in head.iter(qn("w:fldSimple")))
    pieces = "".join(piece.text or "" for piece in head.iter(qn("w:instrText")))
    if any(FETCHES.search(text) for text in (*simple, pieces)):
        raise TemplateProblem(OUTSIDE)


def open_template(content: bytes) -> Any:
    """Return the file with its styles, page, header and footer; without its text, comments and properties."""
    file = docx.Document(BytesIO(content))
    body = file.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    heads = [each.get(qn("r:id")) for section in body for each in section]
    _drop_links(file.part.package, KEPT_IN_PACKAGE)
    _drop_links(file.part, KEPT_IN_FILE, heads)
    _drop_links(file.part._settings_part, set())
    settings = file.settings.element
    for name in GONE_SETTINGS:
        for element in settings.findall(qn(name)):
            settings.remove(element)
    add_missing_styles(file)
    set_language(file)
    return file


def _drop_links(part: Any, kept: set[str], numbers: Collection[str] = ()):
    """Drop the links of a part but those of the kinds that are kept: what no part links to is not saved."""
    for number, link in list(part.rels.items()):
        if number not in numbers and link.reltype.rsplit("/", 1)[-1] not in kept:
            part.rels.pop(number)
