"""Find the parts of a zip-based workbook: where its sheets lie, and what its XML says."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from xml.parsers import expat
from zipfile import ZipFile

USUAL_PART = "xl/workbook.xml"
_PIECE = 2**20  # bytes
_XLSX_BOOK = re.compile(rb"<(\w+:)?workbook[\s>]")


def workbook_part(archive: ZipFile) -> str:
    """Return the part of an .xlsx that lists its sheets, "" for none. It need not be xl/workbook.xml."""
    links = _attributes_of_elements(archive, "_rels/.rels", "Relationship")
    books = [link["Target"] for link in links if link.get("Type", "").endswith("/officeDocument")]
    targets = [_path_in_archive("", book) for book in books]
    parts = (_name_in_archive(archive, part) for part in (*targets, USUAL_PART))
    return next((part for part in parts if part and _XLSX_BOOK.search(beginning_of_part(archive, part))), "")


def parts_of_sheets(archive: ZipFile) -> dict[str, str]:
    """Return {sheet name: name of the part that holds its cells}."""
    book = workbook_part(archive)
    folder, _, name = book.replace("\\", "/").rpartition("/")
    links = _attributes_of_elements(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), "Relationship")
    targets = {link["Id"]: _name_in_archive(archive, _path_in_archive(folder, link["Target"])) for link in links}
    return {
        sheet["name"]: targets.get(link, "")
        for sheet in _attributes_of_elements(archive, book, "sheet")
        for key, link in sheet.items()
        if key.endswith(":id")
    }


def has_parts_elsewhere(archive: ZipFile) -> bool:
    """Whether an .xlsx keeps its sheets where the library that reads it does not look."""
    part = workbook_part(archive)
    folder = dirname(part)
    is_usual = part.replace("\\", "/").endswith("/workbook.xml")
    return part != "" and not (is_usual and all(each.startswith(folder) for each in parts_of_sheets(archive).values()))


def _path_in_archive(folder: str, target: str) -> str:
    return normpath(join("/", folder, target)).lstrip("/")


def _name_in_archive(archive: ZipFile, part: str) -> str:
    """Return the name of a part as the archive writes it, maybe with \\ for /; "" if it has no such part."""
    return next((name for name in archive.namelist() if name.replace("\\", "/") == part), "")


def _attributes_of_elements(archive: ZipFile, part: str, element: str) -> list[dict[str, str]]:
    """Return the attributes of each such element of a part, whatever its prefix."""
    found: list[dict[str, str]] = []
    name = _name_in_archive(archive, part.replace("\\", "/"))
    if not name:
        return found
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, has: found.append(has) if name.rpartition(":")[2] == element else None
    parser.Parse(archive.read(name), True)
    return found


def beginning_of_part(archive: ZipFile, part: str) -> bytes:
    """Return the first megabyte of a part, unpacked."""
    with archive.open(part) as stream:
        return stream.read(_PIECE)


def pieces_of_part(archive: ZipFile, part: str, before: bytes) -> Iterator[bytes]:
    """Yield a part unpacked, in pieces that end before an element which begins with the bytes `before`."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = rest + piece
            cut = max(0, text.rfind(before))
            yield text[:cut]
            rest = text[cut:]
    yield rest
