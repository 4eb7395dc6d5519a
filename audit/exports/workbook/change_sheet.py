"""The sheet Change: each key question beside an earlier audit of the PDU, as the page of changes shows it."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from audit.exports.certainty import tenths
from audit.exports.leaving.contents import Contents
from audit.exports.workbook.cells import CellPlaces, Column
from audit.exports.workbook.sheets import Sheets
from audit.method.change.words import verdict
from audit.method.groups.shown import FEW
from audit.method.rating.banding import percent, round_half_up
from audit.results.change.compared import ComparedQuestion

CHANGE = "Change"


def add_change(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet; an answers file has no PDU, so no earlier audit of it."""
    if contents.audit:
        sheets.add(CHANGE, about_change(contents), change_columns(), contents.change.compared)


def change_columns() -> list[Column]:
    """Return the Columns of the sheet, for ComparedQuestions."""
    return [
        Column("Code", 8, lambda each, line: each.question.code),
        Column("Key question", 50, lambda each, line: each.question.text),
        Column("Code then", 8, lambda each, line: each.there),
        Column("Yes then", 8, lambda each, line: each.before and each.before.yes),
        Column("Applicable (n) then", 12, lambda each, line: each.before and each.before.applicable),
        Column("Per cent then", 10, lambda each, line: _percent(each.before)),
        Column("Yes", 8, lambda each, line: each.after and each.after.yes),
        Column("Applicable (n)", 12, lambda each, line: each.after and each.after.applicable),
        Column("Per cent", 10, lambda each, line: _percent(each.after)),
        Column("Change in points", 10, lambda each, line: each.change and round_half_up(each.change.points)),
        Column("95% interval from", 10, lambda each, line: _bound(each, "low")),
        Column("95% interval to", 10, lambda each, line: _bound(each, "high")),
        Column("Within chance", 24, lambda each, line: _verdict(each)),
    ]


def about_change(contents: Contents) -> str:
    """Return with which audit it is compared and how far chance reaches, or why it is compared with none."""
    change = contents.change
    if change.earlier is None:
        return " ".join((change.reason, *change.notes))
    signed_on = date_format(localtime(change.earlier.signed_on), "j F Y")
    since = f"Since “{change.earlier.audit.title}”, signed off on {signed_on}."
    return " ".join(filter(None, (since, change.reach, *change.notes)))


def _percent(tally):
    return percent(tally) if tally and tally.applicable >= FEW else None


def _bound(each: ComparedQuestion, end: str):
    interval = each.change and each.change.interval
    return tenths(getattr(interval, end)) if interval else None


def _verdict(each: ComparedQuestion) -> str:
    if each.change is None:
        return each.why_not
    return verdict(within_chance=each.change.within_chance) if each.change.interval else ""
