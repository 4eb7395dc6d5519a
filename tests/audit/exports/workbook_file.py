"""An .xlsx taken apart to its XML, without any library for spreadsheets: cells, formulas, cached values, tables."""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEADINGS, FIRST = 3, 4  # the lines of every sheet's headings and of its first data
CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]*?(?:/>|>.*?</c>)')
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Cell(NamedTuple):
    """What a cell shows (text, number, or "" for nothing) and its formula without the =, if it has one."""

    value: str | int | float
    formula: str | None = None


@dataclass(frozen=True)
class SheetFile:
    """{"B5": Cell}, and the root of the sheet's XML for whatever else is asked."""

    cells: dict[str, Cell]
    xml: ElementTree.Element

    @cached_property
    def last_line(self):
        return max(int(ref[len(letters(ref)) :]) for ref in self.cells)

    def rows(self, first):
        """The lines from `first` on as lists of values, which end where column A is empty."""
        columns = [letter_of(place) for place in range(1, max(int_of(letters(ref)) for ref in self.cells) + 1)]
        last = next(line for line in count(first) if self.value(f"A{line}") == "")
        return [[self.value(f"{column}{line}") for column in columns] for line in range(first, last)]

    def value(self, ref):
        return self.cells.get(ref, Cell("")).value

    def find(self, name):
        return self.xml.findall(f".//{MAIN}{name}")


def open_sheets(content):
    """{sheet name: SheetFile} of a workbook's bytes."""
    parts = parts_of(content)
    shared = [text_of(item) for item in root(parts["xl/sharedStrings.xml"]).findall(f"{MAIN}si")]
    names = [sheet.get("name") for sheet in root(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")]
    sheets = {}
    for number, name in enumerate(names, start=1):
        xml = root(parts[f"xl/worksheets/sheet{number}.xml"])
        sheets[name] = SheetFile({cell.get("r"): read_cell(cell, shared) for cell in xml.iter(f"{MAIN}c")}, xml)
    return sheets


def told_on_cover(sheets):
    """{label: value} of the Cover."""
    cover = sheets["Cover"]
    return {cover.value(f"A{line}"): cover.value(f"B{line}") for line in range(HEADINGS, cover.last_line + 1)}


def parts_of(content):
    """{name: bytes} of what the zip holds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root(part):
    return ElementTree.fromstring(part)  # noqa: S314 - XML of our own making


def text_of(item):
    """The text of a shared string; _x0001_ stands for a control character."""
    text = "".join(node.text or "" for node in item.iter(f"{MAIN}t"))
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def read_cell(cell, shared):
    formula, value = cell.findtext(f"{MAIN}f"), cell.findtext(f"{MAIN}v") or ""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return Cell(text_of(cell), formula)
    if kind == "s":
        return Cell(shared[int(value)], formula)
    return Cell(plain(float(value)) if kind == "n" and value else value, formula)


def plain(number):
    return int(number) if number == int(number) else number


def letters(ref):
    return ref.rstrip("0123456789")


def int_of(column):
    """A is 1."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letter_of(number):
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def change_texts(content, sheet, texts):
    """The workbook with {"B5": text or number} typed over cells of a sheet; every cached value stays as it was."""
    part = f"xl/worksheets/sheet{list(open_sheets(content)).index(sheet) + 1}.xml"
    parts = parts_of(content)
    left = dict(texts)

    def typed(cell):
        if cell[1] not in left:
            return cell[0]
        text = left.pop(cell[1])
        if isinstance(text, int | float):
            return f'<c r="{cell[1]}"><v>{text}</v></c>'
        return f'<c r="{cell[1]}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else ""

    xml = CELL.sub(typed, parts[part].decode())
    assert not left, f"{sheet} has no cells {sorted(left)}"
    return packed(parts | {part: xml.encode()})


def add_line(content, sheet, line, texts):
    """The workbook with a line of texts, {"B": text}, typed below all others of a sheet."""
    part = f"xl/worksheets/sheet{list(open_sheets(content)).index(sheet) + 1}.xml"
    parts = parts_of(content)
    cells = "".join(f'<c r="{at}{line}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for at, text in texts.items())
    xml = parts[part].decode().replace("</sheetData>", f'<row r="{line}">{cells}</row></sheetData>')
    return packed(parts | {part: xml.encode()})


def type_answers(content, changes, framework):
    """The workbook after answers were typed over: {(place of the case from 0, question code): Value or None}."""
    columns = {code: letter_of(place) for place, code in enumerate(framework.questions, start=2)}
    texts = {
        f"{columns[code]}{FIRST + place}": "" if value is None else framework.questions[code].labels[value]
        for (place, code), value in changes.items()
    }
    return change_texts(content, "Cases", texts)


def without_cached_values(content):
    """The workbook with nothing in its formula cells but the formulas."""
    return packed({name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part) for name, part in parts_of(content).items()})


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()
