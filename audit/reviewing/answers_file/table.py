"""An answers file: one row per case, one column per question. Checks it; saves nothing, needs no database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from audit.method.answers import Value, ways_to_write
from audit.method.framework import Question
from audit.reviewing.answers_file.cases import case_key, differ_by_zeros, is_total, loose_key
from audit.reviewing.answers_file.headings import remedy_for, spelt
from cases.extract.values.references import read_reference
from cases.extract.values.remedies import FORMULA
from cases.extract.values.text import is_formula, one_line
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems

HEADING_ROWS = 20  # titles may stand above the headings; further down nobody would look for them


@dataclass(frozen=True)
class CaseAnswers:
    """One case of the file: its reference, the row it stands in, and {question code: Value} of what was answered."""

    reference: str
    row: int
    answers: dict[str, Value]


@dataclass(frozen=True)
class Said:
    """What somebody said of a file that cannot be told from it. `ignored`: columns that are not to be read, by heading
    or as "column C". Of references that differ by leading zeros only: `same` {one: the other} are one case; all others
    are `different` cases."""

    ignored: Collection[str] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    different: bool = False


@dataclass
class AnswersTable:
    """What a file holds: the cases, what was passed over, and everything that is wrong.

    `same`: {key of a case here: key of the case that it is}; those of them that the file does not hold are `elsewhere`.
    `different`: see Said.
    """

    cases: dict[str, CaseAnswers] = field(default_factory=dict)  # by case_key, in the order of the file
    case_column: str = "case"  # where the cases stand, as the spreadsheet calls it
    ignored: list[str] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)  # "row 8 (“Total”)"
    problems: Problems = field(default_factory=Problems)
    same: dict[str, str] = field(default_factory=dict)
    different: bool = False
    elsewhere: set[str] = field(default_factory=set)
    alike: dict[str, CaseAnswers] = field(default_factory=dict)  # the first of each loose_key

    def is_decided(self, key):
        """Whether somebody said of a case that may be another one which of them it is."""
        return self.different or key in self.same.values()

    @property
    def passed_over(self):
        """Sentences on what was not read."""
        columns = [f"Columns not read: {', '.join(self.ignored)}."] if self.ignored else []
        return [*columns, *([f"No cases but totals: {', '.join(self.totals)}."] if self.totals else [])]


@dataclass(frozen=True)
class _Column:
    question: Question
    ways: dict[str, Value]


def check_answers(framework, sheet, said=None):
    """Read a Sheet as an answers table, with what was Said of it. Only one without `problems` may be used."""
    said = said or Said()
    table = AnswersTable(different=said.different)
    heading_row = _heading_row(sheet.rows)
    if heading_row is None:
        table.problems.add(_no_headings(sheet))
        return table
    case_column, columns = _columns(framework, sheet.rows, heading_row, said.ignored, table)
    if not columns and not table.problems:
        example = next(iter(framework.questions), "none: it asks nothing of cases")
        remedy = f"No column is headed with a question code of {framework.code}, such as {example}."
        table.problems.add(Problem(heading_row + 1, "", "", remedy))
    table.case_column = f"column {column_letter(case_column)} (case)"
    there = {case_key(cells[case_column]) for cells in sheet.rows[heading_row + 1 :]}
    table.same = _same(there, said.same, table)
    table.elsewhere = set(table.same.values()) - there
    for row, cells in enumerate(sheet.rows[heading_row + 1 :], start=heading_row + 2):
        _read_row(cells, row, case_column, columns, table)
    if not table.cases and not table.problems:
        table.problems.add(Problem(None, "", "", "There are no cases below the headings. Add one row per case."))
    return table


def _heading_row(rows):
    for position, row in enumerate(rows[:HEADING_ROWS]):
        if any(spelt(cell) == "case" for cell in row):
            return position
    return None


def _no_headings(sheet):
    if not any(cell.strip() for row in sheet.rows for cell in row):
        return Problem(None, "", "", "The file is empty. It needs a heading row and one row per case.")
    first = next(row for row in sheet.rows if any(map(str.strip, row)))
    found = ", ".join(cell.strip() for cell in first if cell.strip())
    others = [name for name in sheet.names if name != sheet.name]
    of_sheet = f" of sheet {sheet.name}" if sheet.name else ""
    remedy = f"No heading “case” in the first {HEADING_ROWS} rows{of_sheet}. Head one column “case”"
    remedy += f", or choose another sheet: {', '.join(others)}." if others else "."
    return Problem(None, "", found, remedy)


def _columns(framework, rows, heading_row, ignored, table):
    """(position of the case column, {position: _Column}); whatever else is a problem or noted as ignored."""
    questions = {code.casefold(): question for code, question in framework.questions.items()}
    case_column, columns, seen = None, {}, set()
    let_go = _let_go(rows[heading_row], heading_row + 1, ignored, table)
    for position, heading in enumerate(map(str.strip, rows[heading_row])):
        code, remedy = spelt(heading), ""
        if position in let_go:
            table.ignored.append(_called(heading, position))
        elif code in seen and (code == "case" or code in questions):
            remedy = "There are two columns of this heading. Remove one."
        elif code == "case":
            case_column = position
        elif code in questions:
            columns[position] = _Column(questions[code], ways_to_write(questions[code].labels))
        else:
            remedy = _remedy_for_column(framework, rows[heading_row:], position, table)
        if remedy:
            table.problems.add(Problem(heading_row + 1, f"column {column_letter(position)}", heading, remedy))
        elif position not in let_go:
            seen.add(code)
    return case_column, columns


def _remedy_for_column(framework, rows, position, table):
    """What to do about a column that no code heads; "" where it holds no answers, and is noted as not read."""
    heading, *below = (cells[position].strip() for cells in rows)
    remedy = remedy_for(framework, heading, below, column_letter(position))
    if not remedy and (heading or any(below)):
        table.ignored.append(_called(heading, position))
    return remedy


def _called(heading, position):
    return heading or f"column {column_letter(position)} (no heading)"


def _let_go(headings, row, ignored, table):
    """The positions of the columns that are not to be read, named by heading or as "column C"."""
    names = [{spelt(heading), f"column {column_letter(at)}".casefold()} for at, heading in enumerate(headings)]
    positions = set()
    for name in ignored:
        found = {at for at, own in enumerate(names) if spelt(name) and spelt(name) in own}
        if not found:
            remedy = f"There is no such column. There are: {', '.join(filter(None, map(str.strip, headings)))}."
            table.problems.add(Problem(row, "--ignore", name, remedy))
        elif any("case" in names[at] for at in found):
            table.problems.add(Problem(row, "--ignore", name, "The cases stand in this column. It has to be read."))
        else:
            positions |= found
    return positions


def _same(there, same, table):
    """{key of a case: key of the case that it is}; whichever of two is among the keys `there` comes first."""
    found = {}
    for one, other in same.items():
        first, second = case_key(one), case_key(other)
        if first not in there:
            first, second = second, first
        if first not in there:
            table.problems.add(Problem(None, "--same", f"{one}={other}", "The file has neither of these cases."))
        found[first] = second
    return found


def _read_row(cells, row, case_column, columns, table):
    written = cells[case_column].strip()
    if total := _total_in(cells, written, columns):
        table.totals.append(f"row {row} (“{total}”)")
        return
    answers = {}
    for position, column in columns.items():
        answer = spelt(cells[position])
        if answer in column.ways:
            answers[column.question.code] = column.ways[answer]
        elif answer:
            allowed = ", ".join(label.lower() for label in column.question.labels.values())
            where = f"column {column_letter(position)} ({column.question.code})"
            table.problems.add(Problem(row, where, cells[position].strip(), f"Answer with one of: {allowed}."))
    if reference := read_reference(written):
        _add_case(table, CaseAnswers(reference, row, answers), written)
    elif answers:
        remedy = "This row has answers but no case. Fill in the case or clear the row."
        remedy = FORMULA if is_formula(one_line(written)) else remedy
        table.problems.add(Problem(row, table.case_column, written, remedy))


def _total_in(cells, written, columns):
    """What a row that sums up others is called, in place of a case or beside it; "" for any other row."""
    if is_total(written):
        return written
    if written or any(spelt(cells[position]) in column.ways for position, column in columns.items()):
        return ""
    return next((cell.strip() for at, cell in enumerate(cells) if at not in columns and is_total(cell)), "")


def _add_case(table, case, written):
    own = case_key(case.reference)
    key = table.same.get(own, own)
    first = table.cases.setdefault(key, case)
    alike = table.alike.setdefault(loose_key(key), case)
    remedy = ""
    if first is not case:
        remedy = _joined(table, key, case) if own != case_key(first.reference) else _STANDS_TWICE.format(first.row)
    elif alike is not case and not table.different:
        remedy = differ_by_zeros(case.reference, alike.reference, f"row {alike.row}")
    if remedy:
        table.problems.add(Problem(case.row, table.case_column, written, remedy))


def _joined(table, key, case):
    """Put together two rows that were said to be one case; what to do where they answer a question differently."""
    first = table.cases[key]
    differing = [code for code, value in case.answers.items() if first.answers.get(code, value) != value]
    if differing:
        return f"Row {first.row} is the same case and answers {differing[0]} differently. Keep one row per case."
    table.cases[key] = replace(first, answers=first.answers | case.answers)
    return ""


_STANDS_TWICE = "This case already stands in row {}. Keep one row per case."
