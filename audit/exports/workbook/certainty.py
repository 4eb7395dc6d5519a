"""The columns of the workbook that say how sure figures and ratings are."""

from audit.exports.certainty import OURS, tenths
from audit.exports.leaving.contents import Contents
from audit.exports.workbook.cells import CellPlaces, Column, Formula
from audit.exports.workbook.sheets import Sheets
from audit.method.certainty.interval import Z
from audit.results.result.pages.certainty import build_certainty

HOW_SURE = "How sure"
ABOUT_CHANCES = "Chances on the day this workbook was made. The sheet Notes says what they cover."


def interval_columns(places, report, unrecognised):
    """Return the last columns of both sheets of questions; [] if no luck of a draw is left.

    `unrecognised`: the letter of the column that counts answers not recognised.
    """
    if not report.draw.random or not report.draw.unseen:
        return []
    return [
        Column("95% interval from", 10, _bound_cell(places, report, unrecognised, "low")),
        Column("95% interval to", 10, _bound_cell(places, report, unrecognised, "high")),
    ]


def _bound_cell(places, report, unrecognised, end):
    def cell(question, line):
        interval, draw = report.interval_of(question), report.draw_of(question.code)
        if question.hidden or not draw.random or not draw.unseen:
            return None
        fewest = places.of(question.code).fewest_for_percent
        formula = f'IF(I{line}<{max(fewest, 1)},"",{_wilson(draw, line, end)})'
        formula = places.unless_unrecognised(f"{unrecognised}{line}", formula)
        return Formula(f"={formula}", tenths(getattr(interval, end)) if interval else "")

    return cell


def _wilson(draw, line, end):
    """Return the formula of one end of Wilson's interval of D / I on this line (docs/method.md)."""
    n, share, square = f"I{line}", f"(D{line}/I{line})", Z * Z
    if draw.unseen < 1:
        n = f"((I{line}*{draw.population}-{draw.cases})/{draw.population - draw.cases})"
    half = f"{Z}*SQRT({share}*(1-{share})/{n}+{square / 4}/({n}*{n}))"
    sign, limit = ("-", "MAX(0,") if end == "low" else ("+", "MIN(1,")
    return f"ROUND(100*{limit}({square / 2}/{n}+{share}{sign}{half})/(1+{square}/{n})),1)"


def add_chances(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the chances of ratings, if there are any."""
    sure = build_certainty(contents.report)
    if sure and sure.rows:
        sheets.add(HOW_SURE, f"{OURS} {ABOUT_CHANCES}", chance_columns(sure.ratings), sure.rows)


def chance_columns(ratings):
    """Return the Columns of the sheet of chances, for ChanceRows."""
    return [
        Column("Standard or question", 40, lambda row, line: row.name),
        *(Column(rating, 20, _chance_cell(place)) for place, rating in enumerate(ratings)),
    ]


def _chance_cell(place):
    return lambda row, line: row.chances[place]
