"""The charts of the workbook: native ones, which follow the cells, with their figures as alternative text."""

from collections.abc import Sequence

from audit.exports.workbook.cells import KEY_QUESTIONS, RATINGS
from audit.exports.workbook.sheets import FIRST, Sheets
from audit.method.rating.audit import AuditRating
from audit.method.rating.banding import KeyQuestionRating

COLOUR = "#12436D"  # the first of the Analysis Function's palette
GREY = "#b1b4b6"
BAR, MARGIN, WIDTH = 34, 110, 760  # pixels


def add_score_chart(sheets: Sheets, sheet, rating: AuditRating) -> None:
    """Draw the score of each standard below the table of ratings."""
    counted = [standard for standard in rating.standards if standard.standard.counted]
    told = "; ".join(f"{each.standard.title}: {_told(each.score)}" for each in counted)
    highest = rating.framework.rating_bands[-1].score
    title = f"Score of each standard, 0 to {highest}"
    chart = _bars(sheets, title, RATINGS, ("B", "I"), len(rating.standards), (highest, 1))
    _insert(sheet, chart, len(rating.standards), f"{title}. {told}.")


def add_percent_chart(sheets: Sheets, sheet, questions: Sequence[KeyQuestionRating]) -> None:
    """Draw the percentage of each key question below their table."""
    told = "; ".join(f"{each.code}: {_told(each.percent, '%')}" for each in questions)
    title = "Sufficient cases of each key question, per cent"
    chart = _bars(sheets, title, KEY_QUESTIONS, ("B", "J"), len(questions), (100, 20))
    _insert(sheet, chart, len(questions), f"{title}. {told}.")


def _told(number, unit=""):
    return "none" if number is None else f"{number}{unit}"


def _bars(sheets, title, name, letters, lines, axis):
    """Return a chart of one column by another. `axis`: (its end, its step)."""
    chart = sheets.book.add_chart({"type": "bar"})
    names, values = (f"='{name}'!${letter}${FIRST}:${letter}${FIRST + lines - 1}" for letter in letters)
    look = {"fill": {"color": COLOUR}, "gap": 50, "data_labels": {"value": True}}
    chart.add_series({"categories": names, "values": values} | look)
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {"min": 0, "max": axis[0], "major_unit": axis[1], "major_gridlines": {"visible": True, "line": {"color": GREY}}}
    )
    chart.set_y_axis({"reverse": True, "crossing": "max"})  # the first on top, and the numbers below
    chart.set_size({"width": WIDTH, "height": MARGIN + BAR * lines})
    return chart


def _insert(sheet, chart, lines, told):
    sheet.insert_chart(FIRST + lines + 1, 0, chart, {"description": told, "object_position": 2})
