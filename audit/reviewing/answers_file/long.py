"""Read an answers file with one row for each answer, such as the answers.csv of data.zip. It needs no database."""

from collections.abc import Sequence

from audit.method.answers import ways_to_write
from audit.method.framework import Framework
from audit.reviewing.answers_file.cases import case_key
from audit.reviewing.answers_file.columns import find_heading_row
from audit.reviewing.answers_file.facts import facts_in, facts_to_read
from audit.reviewing.answers_file.headings import spelt
from audit.reviewing.answers_file.table import AnswersRow, AnswersTable, ImportChoices, add_case, same_cases
from audit.reviewing.answers_file.texts import comment_in, too_long
from cases.extract.values.references import read_reference
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem
from cases.spreadsheets.read import Sheet

CASE, QUESTION, VALUE, COMMENT, AUDIT = "case", "question", "value", "comment", "audit_id"
NEEDED = {CASE, QUESTION, VALUE}
READ = (*sorted(NEEDED), COMMENT, AUDIT)
NO_CASE = "This row has an answer or a comment but no case. Fill in the case or clear the row."


def is_long(sheet: Sheet) -> bool:
    """Whether the sheet has one row for each answer, not one for each case."""
    heading_row = find_heading_row(sheet.rows)
    return heading_row is not None and set(map(spelt, sheet.rows[heading_row])) >= NEEDED


def check_long(framework: Framework, sheet: Sheet, choices: ImportChoices) -> AnswersTable:
    """Read a sheet for which `is_long` as an answers table. Only a table without `problems` may be used."""
    heading_row = find_heading_row(sheet.rows) or 0
    headings = [spelt(cell) for cell in sheet.rows[heading_row]]
    table = AnswersTable(different=choices.different)
    places = _places(headings, heading_row, table)
    facts = {headings.index(name): name for name in facts_to_read(framework) if name in headings}
    named = zip(sheet.rows[heading_row], headings, strict=True)
    table.ignored = [cell.strip() for cell, name in named if _other(name) and name not in facts.values()]
    table.case_column = f"column {column_letter(places[CASE])} (case)"
    rows = [*enumerate(sheet.rows[heading_row + 1 :], start=heading_row + 2)]
    there = {case_key(cells[places[CASE]]) for _, cells in rows}
    table.same = same_cases(there, choices.same, table)
    table.elsewhere = set(table.same.values()) - there
    _read_audits(places, rows, table)
    found: dict[str, AnswersRow] = {}
    for row, cells in rows:
        _read_row(framework, sheet, (row, cells, places), table, found)
        _read_facts(framework, (row, cells, places), facts, table, found)
    for case in found.values():
        add_case(table, case, case.reference)
    if not table.cases and not table.problems:
        table.problems.add(Problem(None, "", "", "There are no answers below the headings. Add one row per answer."))
    return table


def _other(name):
    return bool(name) and name not in READ


def _places(headings, heading_row, table):
    """{heading: position} of those that are read, with a problem for each that is there twice."""
    for name in READ:
        if headings.count(name) > 1:
            remedy = "There are two columns with this heading. Remove one."
            table.problems.add(Problem(heading_row + 1, "", name, remedy))
    return {name: headings.index(name) for name in READ if name in headings}


def _read_audits(places, rows: Sequence, table):
    """Note from which audit the answers come. Cases have the same numbers in every audit, so there may be one only."""
    if AUDIT not in places:
        return
    position = places[AUDIT]
    numbers = {number: row for row, cells in reversed(rows) if (number := cells[position].strip())}
    for number, row in [*numbers.items()][:-1]:
        remedy = "The file has answers of more than one audit. Keep the rows of one."
        table.problems.add(Problem(row, f"column {column_letter(position)} ({AUDIT})", number, remedy))
    table.from_audit = next(iter(numbers), "")


def _read_row(framework, sheet, line, table, found):
    """Add the answer and the comment of a row to its case in `found`, {case key: AnswersRow}, or what is wrong."""
    row, cells, places = line
    said = {name: cells[place].strip() for name, place in places.items()}
    comment = comment_in(cells[places[COMMENT]], sheet) if COMMENT in places else ""
    reference = read_reference(said[CASE])
    question = framework.questions.get(_code(framework, said[QUESTION]))
    # data.zip writes values as ids: not_applicable
    value = question and ways_to_write(question.labels, question.keys).get(spelt(said[VALUE].replace("_", " ")))
    case = found.setdefault(case_key(reference), AnswersRow(reference, row, {})) if reference else None
    problem = _problem(framework, said, question, value, case, comment)
    if problem:
        name, remedy = problem
        where = f"column {column_letter(places[name])} ({name})"
        table.problems.add(Problem(row, where, said[name], remedy))
    elif case and question:
        case.rows[question.code] = row
        if value:
            case.answers[question.code] = value
        if comment:
            case.comments[question.code] = comment


def _read_facts(framework, line, columns, table, found):
    """Add the facts of a row to its case. Every row of a case says the same, or leaves them out."""
    row, cells, places = line
    case = found.get(case_key(read_reference(cells[places[CASE]].strip())))
    if case is None:
        return
    for fact, value in facts_in(framework, cells, row, columns, table.problems).items():
        if case.facts.setdefault(fact, value) != value:
            remedy = f"Row {case.row} is of the same case and says another {fact}. Write the same in every row."
            table.problems.add(Problem(row, fact, str(value), remedy))


def _code(framework, written):
    name = spelt(written)
    return next((code for code in framework.questions if code.casefold() == name), "")


def _problem(framework, said, question, value, case, comment):
    """(heading, remedy) of what is wrong with a row; None where nothing is."""
    if not (said[VALUE] or comment):
        return None
    if case is None:
        return CASE, NO_CASE
    if question is None:
        return QUESTION, f"No question of {framework.code} has this code. Use one of its codes."
    if said[VALUE] and value is None:
        allowed = ", ".join(label.lower() for label in question.labels.values())
        return VALUE, f"Answer with one of: {allowed}."
    if question.code in case.rows:
        return QUESTION, f"This case already has {question.code} in row {case.rows[question.code]}. Keep one row."
    return (COMMENT, remedy) if (remedy := too_long(comment)) else None
