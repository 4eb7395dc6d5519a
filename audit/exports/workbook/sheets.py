"""How the sheets of the workbook look: notice, title, and a table with its formats."""

from audit.exports.workbook.cells import CHECK, REST, Formula
from cases.spreadsheets.workbooks import LINE_HEIGHT, TALLEST_ROW, plain

HEADING = 4  # the line (counted from 0) of each sheet's headings; notice, title, a sentence and a warning stand above
FIRST = HEADING + 2  # the first line of data, as the spreadsheet counts
RATING_COLOURS = {
    "Outstanding": ("#0f5a3c", "#ffffff"),
    "Good": ("#cce2d8", "#0b0c0c"),
    "Requires improvement": ("#fff7bf", "#0b0c0c"),
    "Inadequate": ("#f4cdc6", "#0b0c0c"),
}
WRONG = {"bg_color": "#d4351c", "font_color": "#ffffff", "bold": True}


class Sheets:
    """Adds sheets that all look alike: notice, title, a sentence, and one table under a frozen heading.

    It writes formulas as their values if the report was signed by other rules than today's, and for a reader who may
    not see all figures.
    """

    def __init__(self, book, report):
        self.book, self.is_live = book, not (report.signed_otherwise or report.withholds)
        self.notice, self.version = report.notice, report.version
        self.bands = [band.rating for band in report.framework.rating_bands]
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.above = book.add_format({"valign": "top"})
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.held_back = book.add_format({"bg_color": "#b1b4b6"})
        self.number = book.add_format({"align": "right", "indent": 1, "valign": "top"})
        self.wrong = book.add_format(WRONG)
        self.warning = book.add_format({"bold": True, "font_color": WRONG["bg_color"]})

    def add(self, name, title, about, columns, rows, extra=()):
        """Add a sheet with a table of `rows`, and return it. `extra`: more lines, each a list of cells."""
        sheet = self.begin(name, title)
        sheet.write_string(2, 0, f"{self.version}. {about}" if self.version else about)
        lines = [[column.cell(row, FIRST + offset) for column in columns] for offset, row in enumerate(rows)]
        for offset, cells in enumerate([*lines, *extra]):
            sheet.set_row(HEADING + 1 + offset, height_of(cells, columns))
            for position, cell in enumerate(cells):
                self.write(sheet, HEADING + 1 + offset, position, cell)
        # sorting must not move lines to which formulas point
        is_pointed_to = name == REST or any(isinstance(cell, Formula) for cells in lines for cell in cells)
        self._mark_table(sheet, name, columns, len(lines) + len(extra), may_be_sorted=not is_pointed_to)
        return sheet

    def begin(self, name, title):
        """Add a sheet with the notice and a title, and return it."""
        sheet = self.book.add_worksheet(name)
        sheet.set_row(0, 2 * LINE_HEIGHT)
        sheet.write_string(0, 0, plain(self.notice), self.above)
        sheet.write_string(1, 0, plain(title), self.title)
        return sheet

    def warn(self, sheet, warning):
        """Write a Formula above the table; it gives "" while nothing is wrong."""
        sheet.write_formula(HEADING - 1, 0, warning.text, self.warning, warning.value)

    def write(self, sheet, line, position, cell):
        """Write a cell: text, number, None or Formula. `line` and `position` count from 0."""
        if isinstance(cell, Formula) and not self.is_live:
            cell = cell.value
        if isinstance(cell, Formula):
            form = self.text if isinstance(cell.value, str) else self.number
            sheet.write_formula(line, position, cell.text, form, cell.value)
        elif isinstance(cell, int | float):
            sheet.write_number(line, position, cell, self.number)
        elif cell:
            sheet.write_string(line, position, plain(cell), self.text)
        else:
            sheet.write_blank(line, position, None, self.text)

    def _mark_table(self, sheet, name, columns, lines, *, may_be_sorted):
        last = (HEADING + max(lines, 1), len(columns) - 1)
        headings = [{"header": column.heading, "header_format": self.heading} for column in columns]
        table = {
            "name": name.replace(" ", "_"),
            "columns": headings,
            "style": "Table Style Light 1",
            "banded_rows": False,
        }
        sheet.add_table(HEADING, 0, *last, table | {"autofilter": may_be_sorted and lines > 1})
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column.width)
        for rating in self.bands:
            background, text = RATING_COLOURS.get(rating, ("#ffffff", "#0b0c0c"))
            rule = {"type": "cell", "criteria": "==", "value": f'"{rating}"'}
            rule["format"] = self.book.add_format({"bg_color": background, "font_color": text})
            sheet.conditional_format(HEADING + 1, 0, *last, rule)
        check = {"type": "cell", "criteria": "==", "value": f'"{CHECK}"', "format": self.wrong}
        sheet.conditional_format(HEADING + 1, 0, *last, check)
        sheet.set_row(HEADING, height_of([column.heading for column in columns], columns))
        sheet.freeze_panes(HEADING + 1, 0)
        sheet.repeat_rows(0, HEADING)  # every printed page says whose result it is, and how far it is
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)


def height_of(cells, columns):
    """Return the height of a row in points: not every program fits rows to wrapped text when it opens a file."""
    lines = [
        sum(-(-max(len(part), 1) // column.width) for part in cell.split("\n"))
        for cell, column in zip(cells, columns, strict=True)
        if isinstance(cell, str)
    ]
    return min(LINE_HEIGHT * max(lines, default=1), TALLEST_ROW)
