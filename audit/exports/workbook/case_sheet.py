"""The case sheet of the workbook: its columns, and what happens when a cell holds anything but an answer."""

from itertools import groupby

from xlsxwriter.utility import xl_col_to_name

from audit.exports.workbook.cells import COUNTED, Column, Formula
from audit.method.disclosure.small_numbers import NOT_SHOWN


def case_columns(framework):
    """Return the Columns of the case sheet, one per question, headed by its code.

    The commands `rate` and `import_answers` read the sheet back.
    """
    columns = [Column("case", 12, lambda row, line: row.label)]
    for question in framework.questions.values():
        columns.append(Column(question.code, 14, _answer_cell(question)))
    return columns


def _answer_cell(question):
    return lambda row, line: question.label(row.answers[question.code]) if question.code in row.answers else None


def held_back_cells(framework, rows):
    """Return [(row, column)], both from 0, of the cells whose answer is held back."""
    columns = {code: place for place, code in enumerate(framework.questions, start=1)}
    return [(place, columns[code]) for place, row in enumerate(rows) for code in sorted(row.held_back)]


def rest_columns(rest, hidden):
    """Return the Columns of the sheet that adds up the answers of cases not listed: one number per answer.

    `rest`: {question code: Tally}. `hidden`: codes of questions whose figures the reader may not know.
    """
    return [
        Column("Code", 24, lambda question, line: question.code),
        Column("Question", 60, lambda question, line: question.text),
        *(Column(heading, 14, _rest_cell(rest, hidden, value)) for value, heading in COUNTED.items()),
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


def unrecognised_cell(places):
    """Return the Formula of a warning about answers that no count finds; empty while there are none."""
    number = places.unrecognised
    how_many = f'{number}&IF({number}=1," answer is"," answers are")'
    remedy = "not recognised: marked red in the case sheet. Pick one from the list in the cell."
    return Formula(f'=IF({number}=0,"",{how_many}&" {remedy}")', "")


def guard_answers(sheet, framework, lines, marked):
    """Give each answer cell a drop-down list of its question's answers, and the format `marked` if it holds another.

    `lines`: (first, last) line of the cases, counted from 0.
    """
    position = 1
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
