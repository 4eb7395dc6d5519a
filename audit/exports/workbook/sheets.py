"""How the sheets of the workbook look: title, a sentence, and one marked table from the third line on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Tick
from audit.exports.workbook.cells import CHECK, COVER, RATED, REST, Column, Formula
from audit.results.report import Report
from cases.spreadsheets.workbooks import LINE_HEIGHT, TALLEST_ROW, plain

HEADING = 2  # the line (counted from 0) of each sheet's headings; title and sentence stand above
FIRST = HEADING + 2  # the first line of data, as the spreadsheet counts
RATING_COLOURS = {
    "Outstanding": ("#0f5a3c", "#ffffff"),
    "Good": ("#cce2d8", "#0b0c0c"),
    "Requires improvement": ("#fff7bf", "#0b0c0c"),
    "Inadequate": ("#f4cdc6", "#0b0c0c"),
}
WRONG = {"bg_color": "#d4351c", "font_color": "#ffffff", "bold": True}
LONGEST_LINE = 110  # characters of a line in the header and footer of a page, which hold 255 in all
A4 = 9


@dataclass(frozen=True)
class Head:
    """What every sheet of a file says above its table, and every printed page.

    `standing`: which version it is, or how far it is. `ratings`: their names, which have colours.
    `is_live`: whether formulas are written as such, and not as their values.
    """

    title: str
    notice: str
    standing: str = ""
    caution: str = ""
    ratings: tuple[str, ...] = ()
    is_live: bool = True


def head_of(contents: Contents) -> Head:
    """Return the Head of a file of one audit.

    Formulas are values if the report was signed by other rules than today's, and for a reader who may not see all
    figures.
    """
    report = contents.report
    ratings = tuple(band.rating for band in report.framework.rating_bands)
    is_live = not (report.signed_otherwise or report.withholds)
    return Head(report.title, report.notice, standing_of(contents), report.caution, ratings, is_live)


class Sheets:
    """Adds sheets that all look alike: title in A1, a sentence in A2, and one table under a frozen heading.

    `added`: (name, about) of the sheets so far. `headings`: {name: headings of its table}.
    """

    def __init__(self, book, head: Head):
        self.book, self.head, self.is_live = book, head, head.is_live
        self.added: list[tuple[str, str]] = []
        self.headings: dict[str, list[str]] = {}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.above = book.add_format({"valign": "top"})
        self.label = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.held_back = book.add_format({"bg_color": "#b1b4b6"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.number = book.add_format({"align": "right", "indent": 1, "valign": "top"})
        self.told = book.add_format({"align": "left", "valign": "top"})
        self.wrong = book.add_format(WRONG)
        self.link = book.add_format({"font_color": "#1d70b8", "underline": 1, "valign": "top"})
        self.warning = book.add_format({"bold": True, "font_color": WRONG["bg_color"]})
        self.ratings = {rating: book.add_format(_colours_of(rating)) for rating in head.ratings}
        self.cover = self.begin(COVER, head.title)
        self.cover.activate()

    def add(self, name: str, about: str, columns: Sequence[Column], rows: Iterable[Any]):
        """Add a sheet with a table of `rows`, and return it. `about`: a sentence on what the table shows."""
        return self.fill(self.begin_table(name, about), name, columns, rows)

    def begin_table(self, name: str, about: str):
        """Add a sheet for a table to fill later: the Cover lists sheets in the order in which they begin."""
        self.added.append((name, about))
        return self.begin(name, name, about)

    def fill(self, sheet, name: str, columns: Sequence[Column], rows: Iterable[Any]):
        """Write the table of a sheet that has begun, and return the sheet."""
        self.headings[name] = [column.heading for column in columns]
        line, is_pointed_to = HEADING, name == REST
        for line, row in enumerate(rows, start=FIRST - 1):
            cells = [column.cell(row, line + 1) for column in columns]
            is_pointed_to = is_pointed_to or any(isinstance(cell, Formula) for cell in cells)
            sheet.set_row(line, height_of(cells, columns))
            for position, cell in enumerate(cells):
                self.write(sheet, line, position, cell)
        # sorting must not move lines to which formulas point
        self._mark_table(sheet, name, columns, line - HEADING, may_be_sorted=not is_pointed_to)
        return sheet

    def begin(self, name: str, title: str, about: str = ""):
        """Add a sheet with a title, the sentence below it, and what every printed page says; return it."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, plain(title), self.title)
        sentences = filter(None, (self.head.notice, self.head.standing, self.head.caution, about))
        sheet.write_string(1, 0, plain(" ".join(sentences)), self.above)
        header = "\n".join(map(_in_margin, (self.head.notice, self.head.standing)))
        sheet.set_header(f"&L&9{header}")
        sheet.set_footer(f"&L&9{_in_margin(self.head.title)}&R&9{_in_margin(name)}, page &P of &N")
        sheet.set_margins(top=1)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def warn(self, sheet, warning: Formula) -> None:
        """Write a Formula beside the title; it gives "" while nothing is wrong."""
        if self.is_live:
            sheet.write_formula(0, 2, warning.text, self.warning, warning.value)

    def write(self, sheet, line: int, position: int, cell, number=None) -> None:
        """Write a cell: text, number, day, None or Formula. `line` and `position` count from 0.

        `number`: the format of a number, unless it is that of a table.
        """
        number = number or self.number
        if isinstance(cell, Formula) and not self.is_live:
            cell = cell.value
        if isinstance(cell, Formula):
            form = self.text if isinstance(cell.value, str) else number
            sheet.write_formula(line, position, cell.text, form, cell.value)
        elif isinstance(cell, date):
            sheet.write_datetime(line, position, cell, self.day)
        elif isinstance(cell, int | float):
            sheet.write_number(line, position, cell, number)
        elif cell:
            sheet.write_string(line, position, plain(cell), self.text)
        else:
            sheet.write_blank(line, position, None, self.text)

    def colour_ratings(self, sheet, cells: str) -> None:
        """Give the cells of a range the colour of the rating that they hold."""
        for rating, form in self.ratings.items():
            sheet.conditional_format(cells, {"type": "cell", "criteria": "==", "value": f'"{rating}"', "format": form})
        check = {"type": "cell", "criteria": "==", "value": f'"{CHECK}"', "format": self.wrong}
        sheet.conditional_format(cells, check)

    def _mark_table(self, sheet, name, columns, lines, *, may_be_sorted):
        last = HEADING + max(lines, 1)
        table = {
            "name": name.replace(" ", "_"),
            "columns": [{"header": column.heading, "header_format": self.heading} for column in columns],
            "style": "Table Style Light 1",
            "banded_rows": False,
            "autofilter": may_be_sorted and lines > 1,
        }
        sheet.add_table(HEADING, 0, last, len(columns) - 1, table)
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column.width)
            if column.heading in RATED:
                letter = xl_col_to_name(position)
                self.colour_ratings(sheet, f"{letter}{FIRST}:{letter}{last + 1}")
        sheet.set_row(HEADING, _height_of_headings(columns))
        sheet.freeze_panes(HEADING + 1, 0)
        sheet.repeat_rows(HEADING)
        sheet.set_landscape()


def standing_of(contents: Contents) -> str:
    """Return which version of the result it is, and how far it is."""
    version = version_of(contents.report, named=False)
    return " ".join(f"{each}." for each in (version, contents.report.incomplete) if each)


def version_of(report: Report, *, named: bool) -> str:
    """Return the version in words; "" before the sign-off."""
    version = report.version
    if version is None:
        return ""
    return str(version) if named else str(version).removesuffix(f", by {version.by}")


def names_people(contents: Contents) -> bool:
    """Return whether the file may name those who reviewed, judged and signed."""
    return contents.leaving.has(Tick.REVIEWERS)


def _height_of_headings(columns):
    return LINE_HEIGHT * max(len(wrap(column.heading, column.width)) for column in columns)


def height_of(cells: Sequence[Any], columns: Sequence[Column]) -> int:
    """Return the height of a row in points: not every program fits rows to wrapped text when it opens a file."""
    shown = [cell.value if isinstance(cell, Formula) else cell for cell in cells]
    lines = [
        sum(-(-max(len(part), 1) // column.width) for part in cell.split("\n"))
        for cell, column in zip(shown, columns, strict=True)
        if isinstance(cell, str)
    ]
    return min(LINE_HEIGHT * max(lines, default=1), TALLEST_ROW)


def _colours_of(rating):
    background, text = RATING_COLOURS.get(rating, ("#ffffff", "#0b0c0c"))
    return {"bg_color": background, "font_color": text}


def _in_margin(text):
    """Return a text for the margin of a printed page, where & would begin a command."""
    told = "".join(each if each.isprintable() else " " for each in text.replace("&", " and "))
    told = " ".join(told.split())
    return told if len(told) <= LONGEST_LINE else f"{told[: LONGEST_LINE - 1]}…"
