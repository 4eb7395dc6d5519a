"""The case sheet of the workbook: its columns, and what happens when a cell holds anything but an answer."""

from collections.abc import Iterator
from itertools import groupby

from xlsxwriter.utility import xl_col_to_name

from audit.exports.frames.rows import CASES_AT_A_TIME
from audit.exports.leaving.case_details import CaseDetails
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Tick
from audit.exports.workbook.cells import CASES, COUNTED, FURTHER_COUNTED, REST, CellPlaces, Column, Formula
from audit.exports.workbook.facts import fact_columns
from audit.exports.workbook.sheets import FIRST, Sheets
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.results.listed_cases import CaseSheet
from audit.results.report import CaseRow

LAST_LINE = 6_000  # cases that people add below the table count down to this line


def last_case_line(cases: CaseSheet | None) -> int:
    """Return the last line of the case sheet whose answers count."""
    return max(LAST_LINE, FIRST + len(cases.rows) - 1 if cases else 0)


def add_cases(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet that the formulas count, if cases leave."""
    cases, framework = contents.cases, contents.report.framework
    if cases is None:
        return
    about = "One line per case, one column per question. An empty cell: not answered, or it does not apply to the case."
    if cases.left_out:
        about = f"{len(cases.rows)} of {cases.cases} cases. {about} A grey cell is counted on the sheet {REST}."
    sheet = sheets.add(CASES, about, case_columns(contents), _rows_of(contents))
    sheet.freeze_panes(FIRST - 1, 1)
    _print_over_many_pages(sheet)
    first = first_answer(contents)
    for line, position in held_back_cells(framework, cases.rows, first):
        sheet.write_blank(FIRST - 1 + line, position, None, sheets.held_back)
    guard_answers(sheet, framework, (FIRST - 1, last_case_line(cases) - 1), first, sheets.wrong)
    sheets.warn(sheet, unrecognised_cell(places))


def _rows_of(contents: Contents) -> Iterator[tuple[CaseRow, CaseDetails | None]]:
    """Yield each case that is listed with its facts, which an answers file lacks; read a part at a time."""
    rows = contents.cases.rows
    for start in range(0, len(rows), CASES_AT_A_TIME):
        part = rows[start : start + CASES_AT_A_TIME]
        details = contents.details_of([row.number for row in part]) if contents.audit else {}
        yield from ((row, details.get(row.number)) for row in part)


def _print_over_many_pages(sheet):
    """Let a hundred columns run over several pages, each with its case: on one they could not be read."""
    sheet.set_print_scale(70)
    sheet.repeat_columns(0)


def add_rest(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet of the answers of cases that are not listed, if there are any."""
    cases, framework = contents.cases, contents.report.framework
    if cases and cases.left_out:
        about = (
            f"{cases.left_out} of {cases.cases} cases are not listed, and neither are the grey cells of the "
            "case sheet. Their answers are added up here in groups of 5 or more cases, so that no single "
            "case shows. They count in every figure."
        )
        columns = rest_columns(framework, cases.rest, contents.report.hidden_codes)
        sheets.add(REST, about, columns, framework.questions.values())


def add_comments(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add what reviewers wrote about the answers of the cases that are listed, if the profile has it."""
    if contents.cases and contents.leaving.has(Tick.FREE_TEXT):
        questions = contents.report.framework.questions
        comments = (
            (row.label, code, questions[code].labels.get(row.answers.get(code)), comment)
            for row in contents.cases.rows
            for code, comment in row.comments.items()
        )
        sheets.add("Comments", "What reviewers wrote about their answers.", comment_columns(), comments)


def case_columns(contents: Contents) -> list[Column]:
    """Return the Columns of the case sheet: the case, its facts, and one per question, headed by its code.

    Rows are (CaseRow, CaseDetails). The commands `rate` and `import_answers` read the answers back.
    """
    facts = [*(fact_columns() if contents.audit else ()), *_kind_column(contents.report.framework)]
    answers = [Column(code, 14, _answer_cell(each)) for code, each in contents.report.framework.questions.items()]
    return [Column("case", 12, lambda row, line: row[0].label), *facts, *answers]


def _kind_column(framework) -> list[Column]:
    """Return the column of the kind of case, by its code, as `rate` reads it; [] if all cases are alike."""
    return [Column("kind", 16, lambda row, line: row[0].kind)] if framework.kinds else []


def first_answer(contents: Contents) -> int:
    """Return the place of the first column of answers, from 0."""
    return len(case_columns(contents)) - len(contents.report.framework.questions)


def _answer_cell(question):
    def cell(row, line):
        value = row[0].answers.get(question.code)
        return None if value is None else question.label(value)

    return cell


def held_back_cells(framework, rows, first):
    """Return [(row, column)], both from 0, of the cells whose answer is held back. `first`: see first_answer."""
    columns = {code: place for place, code in enumerate(framework.questions, start=first)}
    return [(place, columns[code]) for place, row in enumerate(rows) for code in sorted(row.held_back)]


def rest_columns(framework, rest, hidden):
    """Return the Columns of the sheet that adds up the answers of cases not listed: one number per answer.

    `rest`: {question code: Tally}. `hidden`: codes of questions whose figures the reader may not know.
    """
    has_further = any(question.has_further for question in framework.questions.values())
    headings = COUNTED | FURTHER_COUNTED if has_further else COUNTED
    return [
        Column("Code", 24, lambda question, line: question.code),
        Column("Question", 60, lambda question, line: question.text),
        *(Column(heading, 14, _rest_cell(rest, hidden, value)) for value, heading in headings.items()),
    ]


def _rest_cell(rest, hidden, value):
    def cell(question, line):
        if question.code in hidden:
            return NOT_SHOWN
        return rest[question.code].of(value) if question.code in rest else 0

    return cell


def comment_columns():
    """Return the Columns of the comments, for rows of (case, code, answer, comment)."""
    return [
        Column("Case", 12, lambda row, line: row[0]),
        Column("Code", 24, lambda row, line: row[1]),
        Column("Answer", 16, lambda row, line: row[2]),
        Column("Comment", 90, lambda row, line: row[3]),
    ]


def unrecognised_cell(places, otherwise=""):
    """Return the Formula of a warning about answers that no count finds; `otherwise` while there are none."""
    number = places.unrecognised
    how_many = f'{number}&IF({number}=1," answer is"," answers are")'
    remedy = "not recognised: marked red in the case sheet. Pick one from the list in the cell."
    return Formula(f'=IF({number}=0,"{otherwise}",{how_many}&" {remedy}")', otherwise)


def guard_answers(sheet, framework, lines, first, marked):
    """Give each answer cell a drop-down list of its question's answers, and the format `marked` if it holds another.

    `lines`: (first, last) line of the cases; `first`: see first_answer. Both count from 0.
    """
    position = first
    for labels, questions in groupby(framework.questions.values(), key=lambda question: [*question.labels.values()]):
        last = position + len(list(questions)) - 1
        cells = (lines[0], position, lines[1], last)
        sheet.data_validation(*cells, _one_of(labels))
        cell = f"{xl_col_to_name(position)}{lines[0] + 1}"
        known = ",".join(f'{cell}="{label}"' for label in labels)
        rule = {"type": "formula", "criteria": f"=AND(LEN({cell})>0,NOT(OR({known})))", "format": marked}
        sheet.conditional_format(*cells, rule)
        position = last + 1


def _one_of(labels):
    message = f"Choose one of: {', '.join(labels)}; or leave it blank."
    return {"validate": "list", "source": labels, "error_title": "Not an answer", "error_message": message}
