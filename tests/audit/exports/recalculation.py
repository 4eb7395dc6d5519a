"""Recalculates a workbook without our code: the package `formulas` works out every formula, this finds its cells."""

import re
import warnings
from functools import cache

import numpy as np
from schedula import EMPTY

from tests.audit.exports.workbook_file import int_of, letter_of, plain

# A text in quotation marks (left alone), or a cell or range, of another sheet where that is named before a "!".
PARTS = re.compile(r"""("(?:[^"]|"")*")|(?:'([^']+)'!|(\w+)!)?\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?(?![\w(])""")

CALCULATED = {}  # {(the shape of a formula, the values it refers to): what it gives}


def recalculate(sheets):
    """{(sheet name, "B5"): value} of every formula of {sheet name: SheetFile}; no cached value is looked at."""
    done = {}
    for name, sheet in sheets.items():
        for ref, cell in sheet.cells.items():
            if cell.formula:
                evaluate(sheets, name, ref, done)
    return done


def evaluate(sheets, name, ref, done):
    """The value of one cell, after whatever its formula refers to."""
    cell = sheets[name].cells.get(ref)
    if cell is None or not cell.formula:
        return EMPTY if cell is None or cell.value == "" else cell.value
    if (name, ref) not in done:
        template, areas = split(cell.formula)
        values = {f"A{place}": area_values(sheets, name, area, done) for place, area in enumerate(areas, start=1)}
        done[name, ref] = calculated(template, values)
    return done[name, ref]


def calculated(template, values):
    """What a formula of this shape gives for these values: worked out once, since most cells of a column are alike."""
    calculate = compiled(template)
    wanted = [values[place] for place in calculate.inputs]
    alike = template, *map(told_apart, wanted)
    if alike not in CALCULATED:
        CALCULATED[alike] = scalar(calculate(*wanted))
    return CALCULATED[alike]


def told_apart(value):
    """A value or array so that only what is the same to a formula is equal: 1, 1.0 and True are not."""
    array = np.asarray(value, dtype=object)
    return array.shape, tuple((type(each), each) for each in array.flat)


def split(formula):
    """("SUM(A1)", [area]) of SUM(D5:F5): formulas of one shape, which are many, are compiled once."""
    areas = []

    def stand_in(match):
        if match[1]:
            return match[1]
        if match.groups()[1:] not in areas:
            areas.append(match.groups()[1:])
        return f"A{areas.index(match.groups()[1:]) + 1}"

    return PARTS.sub(stand_in, formula), areas


def area_values(sheets, name, area, done):
    """The value of a cell, or a two-dimensional array of those of a range."""
    quoted, bare, first, top, last, bottom = area
    sheet = quoted or bare or name
    if last is None:
        return evaluate(sheets, sheet, f"{first}{top}", done)
    columns = [letter_of(number) for number in range(int_of(first), int_of(last) + 1)]
    lines = range(int(top), min(int(bottom), max(sheets[sheet].last_line, int(top))) + 1)  # below all is empty
    return np.array([[evaluate(sheets, sheet, f"{c}{n}", done) for c in columns] for n in lines], dtype=object)


@cache
def compiled(template):
    with warnings.catch_warnings(action="ignore"):  # the package's own sources warn when Python first compiles them
        from formulas import Parser

        return Parser().ast(f"={template}")[1].compile()


def scalar(value):
    """A text, an int or a float out of what the package gives, which wraps them in arrays."""
    (found,) = np.asarray(value, dtype=object).ravel()
    return found if isinstance(found, str) else plain(float(found))


def differences(sheets):
    """{(sheet, ref): (cached, recalculated)} where the two are not the same."""
    found = recalculate(sheets)
    return {
        place: (cached, value)
        for place, value in found.items()
        if (cached := sheets[place[0]].cells[place[1]].value) != value
    }
