"""The first sheet of the workbook: whose audit it is, its result, what the other sheets hold, and how to read them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.formats import date_format

from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Profile
from audit.exports.workbook.case_sheet import LAST_LINE, unrecognised_cell
from audit.exports.workbook.cells import CellPlaces, Column, Formula
from audit.exports.workbook.ratings import overall_cells
from audit.exports.workbook.sheets import FIRST, HEADING, Sheets, height_of, names_people, version_of
from audit.method.disclosure.left_out import FEWEST_LISTED
from audit.method.framework import Framework
from audit.method.kinds import in_all, on_few_cases
from cases.listed import listed
from cases.spreadsheets.workbooks import COVER_WIDTH, plain

COLUMNS = (Column("", 26, None), Column("", COVER_WIDTH, None))


def add_cover(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Fill in the Cover, once all other sheets are there for it to link to."""
    sheets.colour_ratings(sheets.cover, f"B{FIRST - 1}:B{FIRST - 1}")
    write_cover(sheets, _facts(contents, places, sheets.is_live), _how_to_read(contents))


def write_cover(sheets: Sheets, facts: Iterable[tuple[str, Any]], how_to_read: Iterable[str]) -> None:
    """Write (label, cell) of what the file tells, a link to each sheet, and sentences on how to read it."""
    for position, column in enumerate(COLUMNS):
        sheets.cover.set_column(position, position, column.width)
    line = HEADING
    for line, (label, cell) in enumerate(facts, start=HEADING):
        _write_line(sheets, line, label, cell)
    line = _write_links(sheets, line + 2)
    for offset, text in enumerate(how_to_read, start=line + 1):
        _write_line(sheets, offset, "" if offset > line + 1 else "How to read this workbook", text)


def _write_line(sheets, line, label, cell):
    sheets.cover.set_row(line, height_of([label, cell], COLUMNS))
    sheets.cover.write_string(line, 0, label, sheets.label)
    sheets.write(sheets.cover, line, 1, cell, sheets.told)


def _write_links(sheets, line):
    """Write a link to each sheet below the heading, from `line` on; return the line after the last."""
    sheets.cover.write_string(line, 0, "Sheet", sheets.heading)
    sheets.cover.write_string(line, 1, "What it shows", sheets.heading)
    for name, about in sheets.added:
        line += 1
        sheets.cover.set_row(line, height_of([name, about], COLUMNS))
        sheets.cover.write_url(line, 0, f"internal:'{name}'!A1", sheets.link, name)
        sheets.cover.write_string(line, 1, plain(about), sheets.text)
    return line + 1


def _facts(contents: Contents, places: CellPlaces, is_live: bool) -> Iterator[tuple[str, str | int | Formula]]:
    """Yield (label, cell) of the audit's facts. The overall rating comes first, from line FIRST - 1."""
    report = contents.report
    if report.framework.rated:
        labels = ("Overall rating", "Score", "Highest possible score")
        yield from zip(labels, overall_cells(places, report.rating, FIRST - 1), strict=True)
    yield "Cases counted", _cases_cell(contents, places)
    if places.answers and is_live:
        yield "Answers not recognised", unrecognised_cell(places, otherwise="None")
    yield from ((label, told) for label, told in _told(contents) if told)


def _cases_cell(contents: Contents, places: CellPlaces) -> int | Formula:
    counted = contents.report.rating.cases
    if not places.answers:
        return counted
    left_out = f"+{contents.cases.left_out}" if contents.cases.left_out else ""
    return Formula(f"=COUNTA({places.labels}){left_out}", counted)


def _told(contents: Contents) -> Iterator[tuple[str, str]]:
    report, framework = contents.report, contents.report.framework
    yield "Caution", report.caution
    yield from (
        (each.kind.title, each.none_sampled or in_all(each.cases, each.expected)) for each in report.rating.kinds
    )
    yield "Version", version_of(report, named=names_people(contents))
    yield "Unit", report.unit
    yield from _told_of_audit(contents) if contents.audit else ()
    yield "About", report.about
    yield "Corrected", report.correction
    yield "Framework", f"{framework.title} ({framework.code}, version {framework.version}), used {framework.years}"
    yield "Made", _made(contents)
    yield "What it holds", Profile(contents.leaving.profile).label if contents.audit else ""


def _told_of_audit(contents: Contents) -> Iterator[tuple[str, str]]:
    yield "Audit number", str(contents.audit.pk)
    days = (contents.audit.review_from, contents.audit.review_until)
    yield "Reviewed", " to ".join(date_format(day, "j F Y") for day in days if day)


def _made(contents: Contents) -> str:
    by = contents.leaving.by
    named = f", by {by}" if by and contents.leaving.profile == Profile.INSIDE else ""
    return f"{date_format(contents.made_at, 'j F Y')} at {contents.made_at:%H:%M}{named}"


def _how_to_read(contents: Contents) -> Sequence[str]:
    """Return sentences, a cell for each."""
    framework = contents.report.framework
    return (
        _how_ratings_work(framework),
        _what_is_live(contents),
        framework.attribution,
    )


def _how_ratings_work(framework: Framework) -> str:
    if not framework.rated:
        return (
            "How figures work: a key question's percentage is its sufficient cases out of those it applies to, rounded "
            "half up to a whole percentage."
        )
    banded = "rounded half up to a whole percentage, then banded" if framework.rounds else "banded unrounded"
    return (
        "How ratings work: a key question's percentage is its sufficient cases out of those it applies to. "
        f"It is {banded}. A standard takes the rating of its lowest key question{_unless_few(framework)}; others take "
        "the judgement on their evidence. Scores of the standards add up to the overall score."
    )


def _unless_few(framework: Framework) -> str:
    few = listed(on_few_cases(framework), "or")
    return f" (it is not rated if one is based on fewer than {few})" if few else ""


def _what_is_live(contents: Contents) -> str:
    report, cases = contents.report, contents.cases
    if report.signed_otherwise:
        return f"{report.signed_otherwise} Figures and ratings are shown as signed, without formulas."
    if report.withholds:
        return "Some figures are not shown because they are based on few cases. The others are shown without formulas."
    if cases is None:
        return _why_no_cases(contents)
    rated, listed = report.framework.rated, ""
    if cases.left_out:
        listed = f"{len(cases.rows)} of {cases.cases} cases are listed. The others count as fixed numbers. "
    return (
        f"{listed}{'Figures and ratings' if rated else 'Figures'} are formulas based on the case sheet. "
        "If you change an answer there, they change too. Cases that you add below count too, down to line "
        f"{LAST_LINE:,}. An answer that is not in the cell's list is marked red, and what depends on it is not "
        f"{'rated' if rated else 'shown'}. "
        f"{'Judgements on evidence, decisions, chances and notes' if rated else 'Notes'} are from the day this "
        "workbook was made."
    )


def _why_no_cases(contents: Contents) -> str:
    wanted = contents.audit and contents.leaving.has_cases
    if wanted and contents.report.rating.cases < FEWEST_LISTED:
        return f"No case is listed, because fewer than {FEWEST_LISTED} cases count."
    return "The cases are left out."
