"""The workbook of an audit. Its summary recalculates from its case sheet, in any spreadsheet program."""

from datetime import UTC
from io import BytesIO

import xlsxwriter
from django.utils.formats import date_format
from xlsxwriter.utility import xl_col_to_name

from audit.exports.certainty import OURS, sentences_on_certainty
from audit.exports.workbook.case_sheet import (
    case_columns,
    comment_columns,
    guard_answers,
    held_back_cells,
    rest_columns,
    unrecognised_cell,
)
from audit.exports.workbook.cells import CASES, KEY_QUESTIONS, QUESTIONS, REST, CellPlaces, Column
from audit.exports.workbook.certainty import ABOUT_CHANCES, HOW_SURE, chance_columns
from audit.exports.workbook.columns import (
    key_question_columns,
    note_columns,
    question_columns,
    recommendation_columns,
)
from audit.exports.workbook.sheets import FIRST, HEADING, Sheets, height_of
from audit.exports.workbook.summary_columns import overall_cells, summary_columns
from audit.results.result.pages.certainty import build_certainty
from cases.spreadsheets.workbooks import COVER_WIDTH, LINE_HEIGHT, OPTIONS, plain


def workbook_of(report, cases=None, *, made_at):
    """Return the .xlsx as bytes. `cases`: the CaseSheet behind the report; without it counts are values, not formulas.

    `made_at`: the local time that the cover shows.
    """
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        created = made_at.astimezone(UTC)
        book.set_properties({"title": report.title, "subject": report.framework.title, "created": created})
        sheets = Sheets(book, report)
        places = _find_places(report.framework, cases)
        _add_cover(sheets, report, made_at, _what_is_live(report, cases))
        summary = _add_summary(sheets, report, places)
        _add_questions(sheets, report, places)
        _add_chances(sheets, report)
        _add_recommendations(sheets, report)
        notes = enumerate((*report.notes, *sentences_on_certainty(report), *report.framework.notes), start=1)
        sheets.add("Notes", "Notes", "What you need to know about the figures.", note_columns(), list(notes))
        if cases is not None:
            case_sheet = _add_cases(sheets, report.framework, cases)
            for sheet in (summary, case_sheet) if sheets.is_live else ():
                sheets.warn(sheet, unrecognised_cell(places))
            _add_rest(sheets, report, cases)
            _add_comments(sheets, report.framework, cases.rows)
    return stream.getvalue()


def _find_places(framework, cases):
    answers, standards, line = {}, {}, FIRST
    if cases is not None:
        for position, column in enumerate(case_columns(framework)[1:], start=1):
            letter = xl_col_to_name(position)
            answers[column.heading] = f"{CASES}!${letter}${FIRST}:${letter}${FIRST + max(len(cases.rows), 1) - 1}"
    rest = {code: line for line, code in enumerate(framework.questions, start=FIRST)}
    for standard in framework.standards:
        standards[standard.code] = (line, line + len(standard.key_questions) - 1)
        line += len(standard.key_questions)
    others = len(framework.questions) - len(framework.key_questions)
    sheets = {KEY_QUESTIONS: (FIRST, line - 1), QUESTIONS: (FIRST, FIRST + max(others, 1) - 1)}
    return CellPlaces(framework, answers, standards, sheets, rest if cases and cases.left_out else {})


def _what_is_live(report, cases):
    if report.signed_otherwise:
        return f"{report.signed_otherwise} Figures and ratings are shown as signed, without formulas."
    if report.withholds:
        return "Some figures are not shown because they are based on few cases. The others are shown without formulas."
    if cases is None:
        return "The cases are left out."
    listed = ""
    if cases.left_out:
        listed = f"{len(cases.rows)} of {cases.cases} cases are listed. The others count as fixed numbers. "
    return (
        f"{listed}Figures and ratings are formulas based on the case sheet. If you change an answer "
        "there, they change too. A case added below its table is not counted. An answer that is not in "
        "the cell's list is marked red, and what depends on it is not rated. Judgements on evidence, "
        "decisions, chances and notes are from the day this workbook was made."
    )


def _add_cover(sheets, report, made_at, what_is_live):
    framework = report.framework
    sheet = sheets.begin("Cover", report.title)
    sheet.set_column(0, 0, COVER_WIDTH)
    lines = [
        str(report.version or ""),
        report.incomplete,
        report.unit,
        report.caution,
        report.about,
        f"Cases counted: {report.rating.cases}. Workbook made on {date_format(made_at, 'j F Y')} at {made_at:%H:%M}.",
        f"Framework: {framework.title} ({framework.code}, version {framework.version}), used {framework.years}.",
        "How ratings work: a key question's percentage is its sufficient cases out of those it applies to. "
        + (
            "It is rounded half up to a whole percentage, then banded. "
            if framework.rounds
            else "It is banded unrounded. "
        )
        + "A standard takes the rating of its lowest key question; others take the judgement on their evidence. "
        "Scores of the standards add up to the overall score.",
        what_is_live,
        framework.attribution,
    ]
    for line, text in enumerate(filter(None, lines), start=2):
        sheet.set_row(line, height_of([text], [Column("", COVER_WIDTH, None)]) + LINE_HEIGHT / 2)
        sheet.write_string(line, 0, plain(text), sheets.text)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _sentences(report, about):
    incomplete = f"{report.incomplete}." if report.incomplete else ""
    return " ".join(filter(None, (incomplete, report.caution, about)))


def _fewest(report):
    fewest = report.framework.fewest_cases
    return f"It is not rated if one is based on fewer than {fewest} cases." if fewest > 1 else ""


def _add_summary(sheets, report, places):
    rating = report.rating
    rule = f"Each standard takes the rating of its lowest key question. {_fewest(report)}"
    about = _sentences(report, rule)
    extra = [overall_cells(places, rating, FIRST, FIRST + len(rating.standards) - 1)] if report.framework.rated else []
    sheet = sheets.add("Summary", "Summary", about, summary_columns(places), rating.standards, extra)
    sheet.activate()
    return sheet


def _add_questions(sheets, report, places):
    about = _sentences(report, "Yes means sufficient. Per cent: yes out of the cases that the question applies to.")
    sheets.add(KEY_QUESTIONS, KEY_QUESTIONS, about, key_question_columns(places, report), _key_questions(report))
    about = "Not rated: they inform the judgement of a key question, or are other measures."
    about = _sentences(report, about)
    sheets.add(QUESTIONS, QUESTIONS, about, question_columns(places, report), _prompts_and_items(report))


def _add_chances(sheets, report):
    sure = build_certainty(report)
    if sure and sure.rows:
        about = _sentences(report, f"{OURS} {ABOUT_CHANCES}")
        sheets.add(HOW_SURE, HOW_SURE, about, chance_columns(sure.ratings), sure.rows)


def _key_questions(report):
    return [question for standard in report.rating.standards for question in standard.key_questions]


def _prompts_and_items(report):
    return [*(prompt for question in _key_questions(report) for prompt in question.prompts), *report.rating.items]


def _add_recommendations(sheets, report):
    if report.recommendations:
        about = "What the audit recommends, and the standards and key questions that it is about."
        columns, lines = recommendation_columns(), list(enumerate(report.recommendations, start=1))
        sheets.add("Recommendations", "Recommendations", about, columns, lines)


def _add_cases(sheets, framework, cases):
    about = "One line per case, one column per question. An empty cell: not answered, or it does not apply to the case."
    if cases.left_out:
        about = f"{len(cases.rows)} of {cases.cases} cases. {about} A grey cell is counted on the sheet {REST}."
    sheet = sheets.add(CASES, CASES, about, case_columns(framework), cases.rows)
    sheet.freeze_panes(HEADING + 1, 1)
    for line, position in held_back_cells(framework, cases.rows):
        sheet.write_blank(HEADING + 1 + line, position, None, sheets.held_back)
    guard_answers(sheet, framework, (HEADING + 1, HEADING + max(len(cases.rows), 1)), sheets.wrong)
    return sheet


def _add_rest(sheets, report, cases):
    if cases.left_out:
        hidden = {each.code for each in (*_key_questions(report), *_prompts_and_items(report)) if each.hidden}
        about = (
            f"{cases.left_out} of {cases.cases} cases are not listed, and neither are the grey cells of the "
            "case sheet. Their answers are added up here in groups of 5 or more cases, so that no single "
            "case shows. They count in every figure."
        )
        sheets.add(REST, REST, about, rest_columns(cases.rest, hidden), [*report.framework.questions.values()])


def _add_comments(sheets, framework, rows):
    comments = [
        (row.label, code, framework.questions[code].labels.get(row.answers.get(code)), comment)
        for row in rows
        for code, comment in row.comments.items()
    ]
    sheets.add("Comments", "Comments", "What reviewers wrote about their answers.", comment_columns(), comments)
