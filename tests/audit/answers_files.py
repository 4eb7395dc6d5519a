"""Build answers tables, and files that hold them, from given and from random answers."""

import csv
import random
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from audit.method.answers import Value
from audit.reviewing.answers_file.table import AnswersRow, AnswersTable
from tests.cases.spreadsheet_files import ods_row, write_ods, write_xlsx

SUFFIXES = (".csv", ".xlsx", ".ods")
KEY_QUESTIONS = [f"2.{standard}.{number}" for standard in (1, 2, 3, 4) for number in (1, 2, 3)]
EVIDENCE = ("1.1=Good", "1.2=Requires improvement", "1.3=Requires improvement")


def write_answers(path, rows):
    """Write these rows of texts, the headings first, as a file of the kind that its name says."""
    if path.suffix == ".xlsx":
        return write_xlsx(path, {"Answers": rows})
    if path.suffix == ".ods":
        return write_ods(path, {"Answers": "".join(ods_row(*map(escape, row)) for row in rows)})
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def complete_rows(**key_questions):
    """Rows that answer every key question for each {case: its answers, one word for all of them or a list}."""
    rows = [["case", *KEY_QUESTIONS]]
    for case, answers in key_questions.items():
        rows.append([case, *([answers] * len(KEY_QUESTIONS) if isinstance(answers, str) else answers)])
    return rows


def rows_with(cell, *, heading="2.1.1", case="X1"):
    """The smallest table: one case, one answer."""
    return [["case", heading], [case, cell]]


def table_of(cases):
    """The AnswersTable of {case: {question code: Value}}, as a file that starts in row 1 would give it."""
    rows = [AnswersRow(case, row, answers) for row, (case, answers) in enumerate(cases.items(), start=2)]
    return AnswersTable(cases={row.reference.casefold(): row for row in rows})


def rows_of(framework, cases):
    """The rows of a file that says the same as `table_of`, with every question in the words of the framework."""
    questions = framework.questions.values()
    headings = ["case", *(question.code for question in questions)]
    return [headings, *([case, *(_word(q, answers.get(q.code)) for q in questions)] for case, answers in cases.items())]


def _word(question, value):
    return "" if value is None else question.labels[value]


def share_of(code, yes, no, **others):
    """{case: {code: Value}} of so many cases; `others` are values by name, for example not_applicable=3."""
    values = [Value.YES] * yes + [Value.NO] * no
    for name, number in others.items():
        values += [Value[name.upper()]] * number
    return {f"C{number}": {code: value} for number, value in enumerate(values, start=1)}


def any_audit(framework, cases, seed, blanks):
    """{case: {question code: Value}} of so many cases, answered at random; `blanks` per cent stay unanswered."""
    dice = random.Random(seed)  # noqa: S311 - repeatable on purpose
    return {
        f"C{number}": {
            code: dice.choice(list(question.labels))
            for code, question in framework.questions.items()
            if dice.randrange(100) >= blanks
        }
        for number in range(1, cases + 1)
    }


# what `any_audit` takes after the framework; when a test fails, these three numbers say for which audit
SHAPES = st.tuples(st.integers(1, 8), st.integers(0, 10**6), st.sampled_from([0, 10, 90]))
