"""The workbook's sheets of texts about the whole audit: judgements, recommendations and notes."""

from datetime import date

from django.utils.timezone import localdate

from audit.exports.certainty import sentences_on_certainty
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Tick
from audit.exports.workbook.cells import CellPlaces, Column
from audit.exports.workbook.sheets import Sheets, names_people
from audit.method.rating.standard import Judgement

WRITTEN = "Standards in words"  # the sheet


def add_judgements(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add what people decided about standards, if the framework rates; reasons and names where the profile has them."""
    if not places.framework.rated:
        return
    judged = [standard for standard in contents.report.rating.standards if standard.judgement]
    about = "What people decided: ratings from evidence, and moves of a rating at a panel's discretion."
    about = about if judged else "No standard has a judgement yet."
    columns = judgement_columns(reasons=contents.leaving.has(Tick.FREE_TEXT), named=names_people(contents))
    sheets.add("Judgements", about, columns, judged)


def judgement_columns(*, reasons: bool, named: bool) -> list[Column]:
    """Return the Columns of the judgements, for StandardRatings that have one."""
    return [
        Column("Code", 9, lambda s, line: s.code),
        Column("Standard", 30, lambda s, line: s.standard.title),
        Column("Judged on", 14, lambda s, line: "cases" if s.standard.from_cases else "evidence"),
        Column("Judgement", 22, lambda s, line: s.judgement.rating or "could not be rated"),
        Column("Does it count", 30, lambda s, line: _standing(s)),
        Column("Decided on", 12, lambda s, line: _day(s.judgement)),
        Column("Rationale", 70, lambda s, line: s.judgement.rationale if reasons else None),
        Column("Decided by", 24, lambda s, line: s.judgement.decided_by if named else None),
        Column("Confirmed by", 24, lambda s, line: s.judgement.confirmed_by if named else None),
    ]


def _standing(standard):
    if standard.waiting:
        return "no: waits for a second person"
    return "no: the figures no longer allow it" if standard.refused else "yes"


def _day(judgement: Judgement) -> date | None:
    return localdate(judgement.decided_at) if judgement.decided_at else None


def add_written(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add what is written about standards, if anything is."""
    report = contents.report
    rows = [
        (rated.standard, report.texts[rated.code]) for rated in report.rating.standards if rated.code in report.texts
    ]
    if rows:
        about = "What the audit says about its standards: a point on each line, and the judgement in words."
        sheets.add(WRITTEN, about, written_columns(), rows)


def written_columns() -> list[Column]:
    """Return the Columns of what is written, for rows of (Standard, WrittenStandard)."""
    return [
        Column("Code", 9, lambda row, line: row[0].code),
        Column("Standard", 30, lambda row, line: row[0].title),
        Column("Strengths", 50, lambda row, line: "\n".join(row[1].strengths)),
        Column("Areas for improvement", 50, lambda row, line: "\n".join(row[1].improvements)),
        Column("Judgement in words", 80, lambda row, line: row[1].narrative),
    ]


def add_recommendations(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the recommendations, if there are any."""
    recommended = contents.report.recommendations
    if recommended:
        about = "What the audit recommends, and the standards and key questions that it is about."
        sheets.add("Recommendations", about, recommendation_columns(), enumerate(recommended, start=1))


def add_notes(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    report = contents.report
    notes = (*report.notes, *sentences_on_certainty(report), *report.framework.notes)
    sheets.add("Notes", "What you need to know about the figures.", note_columns(), enumerate(notes, start=1))


def note_columns():
    """Return the Columns of the notes, for rows of (number, note)."""
    return [Column("Number", 10, lambda row, line: row[0]), Column("Note", 110, lambda row, line: row[1])]


def recommendation_columns():
    """Return the Columns of the recommendations, for rows of (number, Recommended)."""
    return [
        Column("Number", 10, lambda row, line: row[0]),
        Column("Recommendation", 100, lambda row, line: row[1].text),
        Column("About", 24, lambda row, line: ", ".join(row[1].about)),
    ]
