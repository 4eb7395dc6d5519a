"""Check an answers file, which has one row per case and one column per question. It needs no database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from audit.method.answers import Value
from audit.method.framework import Framework
from audit.reviewing.answers_file.cases import case_key, differ_by_zeros, is_total, loose_key
from audit.reviewing.answers_file.columns import find_columns, find_heading_row, no_headings_problem
from audit.reviewing.answers_file.facts import facts_in
from audit.reviewing.answers_file.headings import spelt
from audit.reviewing.answers_file.texts import comment_in, too_long
from cases.extract.values.references import read_reference
from cases.extract.values.remedies import FORMULA
from cases.extract.values.text import is_formula, one_line
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems
from cases.spreadsheets.read import Sheet


@dataclass(frozen=True)
class AnswersRow:
    """One case of the file: its reference, the number of its row, and its answers, {question code: Value}.

    `comments`: {question code: text}. `rows`: {question code: the row of its answer} where each has one of its own.
    `facts`: {fact: value} of those that the file says and the framework looks at.
    """

    reference: str
    row: int
    answers: dict[str, Value]
    comments: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportChoices:
    """What the person who imports a file decides about it.

    `ignored` names the columns to leave out, by heading or as "column C". Where references differ by leading zeros
    only, `same`, {one: the other}, says which are one case; `different` says that all others are two cases.
    """

    ignored: Collection[str] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    different: bool = False


@dataclass
class AnswersTable:
    """What a file holds: its cases, what was passed over, and every problem.

    `same` is {key of a case here: key of the case that it is}; `elsewhere` holds those of its values that the file
    lacks. `different`: see ImportChoices. `from_audit` is the number of the audit that the answers were taken from, as
    the file says; "" if it does not.
    """

    cases: dict[str, AnswersRow] = field(default_factory=dict)  # by case_key, in the order of the file
    case_column: str = "case"  # where the cases stand, as the spreadsheet calls it
    ignored: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)  # "row 8 (“Total”)"
    problems: Problems = field(default_factory=Problems)
    same: dict[str, str] = field(default_factory=dict)
    different: bool = False
    elsewhere: set[str] = field(default_factory=set)
    alike: dict[str, AnswersRow] = field(default_factory=dict)  # the first of each loose_key
    not_read: list[str] = field(default_factory=list)  # sentences on sheets
    from_audit: str = ""

    def is_decided(self, key: str) -> bool:
        """Whether the ImportChoices say which case this key means."""
        return self.different or key in self.same.values()

    @property
    def passed_over(self) -> list[str]:
        """Sentences on the columns, rows and sheets that were not read."""
        columns = [f"Columns not read: {', '.join(self.ignored)}."] if self.ignored else []
        totals = [f"Totals, not cases: {', '.join(self.totals)}."] if self.totals else []
        return [*columns, *totals, *self.not_read]


def check_answers(framework: Framework, sheet: Sheet, choices: ImportChoices | None = None) -> AnswersTable:
    """Read a sheet as an answers table. Only a table without `problems` may be used."""
    choices = choices or ImportChoices()
    table = AnswersTable(different=choices.different)
    heading_row = find_heading_row(sheet.rows)
    if heading_row is None:
        table.problems.add(no_headings_problem(sheet))
        return table
    columns = find_columns(framework, sheet.rows, heading_row, choices.ignored)
    table.ignored, table.problems = columns.ignored, columns.problems
    if not columns.answers and not table.problems:
        example = next(iter(framework.questions), "none: it has no questions about cases")
        remedy = f"No column is headed with a question code of {framework.code}, such as {example}."
        table.problems.add(Problem(heading_row + 1, "", "", remedy))
    table.case_column = f"column {column_letter(columns.case)} (case)"
    there = {case_key(cells[columns.case]) for cells in sheet.rows[heading_row + 1 :]}
    table.same = same_cases(there, choices.same, table)
    table.elsewhere = set(table.same.values()) - there
    for row in range(heading_row + 2, len(sheet.rows) + 1):
        _read_row(framework, sheet, row, columns, table)
    if not table.cases and not table.problems:
        table.problems.add(Problem(None, "", "", "There are no cases below the headings. Add one row per case."))
    return table


def same_cases(there: Collection[str], same: Mapping[str, str], table: AnswersTable) -> dict[str, str]:
    """{key of a case: key of the case that it is}; each pair begins with a key that is `there`, in the file."""
    found = {}
    for one, other in same.items():
        first, second = case_key(one), case_key(other)
        if first not in there:
            first, second = second, first
        if first not in there:
            table.problems.add(Problem(None, "--same", f"{one}={other}", "The file has neither of these cases."))
        found[first] = second
    return found


def _read_row(framework, sheet, row, columns, table):
    """Add the case of a row to the `table`, or what is wrong with it."""
    cells = sheet.rows[row - 1]
    written = cells[columns.case].strip()
    if total := _total_in(cells, written, columns.answers):
        table.totals.append(f"row {row} (“{total}”)")
        return
    answers, comments = _answers_in(cells, row, columns, table), _comments_in(sheet, row, columns, table)
    # a row with neither case nor answers is passed over: sheets are full of empty rows
    if reference := read_reference(written):
        facts = facts_in(framework, cells, row, columns.facts, table.problems)
        add_case(table, AnswersRow(reference, row, answers, comments, facts=facts), written)
    elif answers or comments:
        what = "answers" if answers else "comments"
        remedy = f"This row has {what} but no case. Fill in the case or clear the row."
        remedy = FORMULA if is_formula(one_line(written)) else remedy
        table.problems.add(Problem(row, table.case_column, written, remedy))


def _answers_in(cells, row, columns, table):
    """{question code: Value} of a row; what is no answer becomes a problem."""
    answers = {}
    for position, column in columns.answers.items():
        answer = spelt(cells[position])
        if answer in column.ways:
            answers[column.question.code] = column.ways[answer]
        elif answer:
            allowed = ", ".join(label.lower() for label in column.question.labels.values())
            where = f"column {column_letter(position)} ({column.question.code})"
            table.problems.add(Problem(row, where, cells[position].strip(), f"Answer with one of: {allowed}."))
    return answers


def _comments_in(sheet, row, columns, table):
    """{question code: text} of the columns of comments in a row."""
    comments = {}
    for position, code in columns.comments.items():
        comment = comment_in(sheet.rows[row - 1][position], sheet)
        if remedy := too_long(comment):
            where = f"column {column_letter(position)} ({code} comment)"
            table.problems.add(Problem(row, where, comment, remedy))
        elif comment:
            comments[code] = comment
    return comments


def _total_in(cells, written, columns):
    """The name of a row that sums up others, from the case column or beside it; "" for any other row."""
    if is_total(written):
        return written
    if written or any(spelt(cells[position]) in column.ways for position, column in columns.items()):
        return ""
    return next((cell.strip() for at, cell in enumerate(cells) if at not in columns and is_total(cell)), "")


def add_case(table: AnswersTable, case: AnswersRow, written: str) -> None:
    """Add a case to the `table`, joined with its other row where --same says that they are one."""
    own = case_key(case.reference)
    key = table.same.get(own, own)
    first = table.cases.setdefault(key, case)
    alike = table.alike.setdefault(loose_key(key), case)
    remedy = ""
    if first is not case:
        remedy = _join_rows(table, key, case) if own != case_key(first.reference) else _STANDS_TWICE.format(first.row)
    elif alike is not case and not table.different:
        remedy = differ_by_zeros(case.reference, alike.reference, f"row {alike.row}")
    if remedy:
        table.problems.add(Problem(case.row, table.case_column, written, remedy))


def _join_rows(table, key, case):
    """Join two rows of one case. Returns what to do where they answer a question differently, else ""."""
    first = table.cases[key]
    differing = [code for code, value in case.answers.items() if first.answers.get(code, value) != value]
    if differing:
        return f"Row {first.row} is the same case and answers {differing[0]} differently. Keep one row per case."
    differing = [code for code, text in case.comments.items() if first.comments.get(code, text) != text]
    if differing:
        return f"Row {first.row} is the same case and has another comment on {differing[0]}. Keep one row per case."
    differing = [fact for fact, value in case.facts.items() if first.facts.get(fact, value) != value]
    if differing:
        return f"Row {first.row} is the same case and says another {differing[0]}. Keep one row per case."
    table.cases[key] = replace(
        first,
        facts=first.facts | case.facts,
        answers=first.answers | case.answers,
        comments=first.comments | case.comments,
        rows=first.rows | case.rows,
    )
    return ""


_STANDS_TWICE = "This case is already in row {}. Keep one row per case."
