"""The columns of an answers file that hold facts of the cases, as far as its framework looks at them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from audit.frameworks.facts import NUMBERS, values_of
from audit.method.applicability import KIND
from audit.method.conditions.rules import tests_in
from audit.method.framework import Framework
from audit.reviewing.answers_file.headings import spelt
from cases.case_values import NAMES
from cases.extract.values.dates import read_date
from cases.models import Case
from cases.spreadsheets.cells import column_letter
from cases.spreadsheets.problems import Problem, Problems

FLAGS = "flags"
UNKNOWN = "Leave the cell empty if it is not known."
SHOWN_KINDS = "Fill in its kind: {}."


def facts_to_read(framework: Framework) -> frozenset[str]:
    """Return the facts that the framework's conditions look at, and the kind of case if there are kinds."""
    tested = {test.fact for condition in framework.conditions.values() for test in tests_in(condition.rule)}
    dates = {day for fact in tested & framework.facts.keys() for day in framework.facts[fact].dates}
    return frozenset((tested - framework.facts.keys()) | dates | ({KIND} if framework.kinds else set()))


def facts_in(
    framework: Framework, cells: Sequence[str], row: int, columns: Mapping[int, str], problems: Problems
) -> dict[str, object]:
    """Return {fact: value} of a row, with a problem for each cell that is no value. `columns`: {position: fact}."""
    facts = {}
    for position, fact in columns.items():
        written = cells[position].strip()
        value, allowed = read_fact(framework, fact, written)
        if allowed:
            remedy = SHOWN_KINDS.format(_kinds(framework)) if fact == KIND else f"{allowed} {UNKNOWN}"
            problems.add(Problem(row, f"column {column_letter(position)} ({fact})", written, remedy))
        elif value is not None:
            facts[fact] = value
    return facts


def read_fact(framework: Framework, fact: str, written: str) -> tuple[object, str]:
    """Return (value, ""), or (None, what may be written) for a text that is no value. None also stands for unknown."""
    text = spelt(written)
    if not text or text == "not known":
        return None, ""
    read: Callable[[Framework, str, str], object] = _read_text
    allowed = ""
    if fact in Case.DATES:
        read, allowed = _read_day, "Write a date, such as 31/01/2026."
    elif fact in NUMBERS:
        read, allowed = _read_number, "Write a whole number."
    elif values_of(framework, fact):
        read, allowed = _read_code, f"Write one of: {', '.join(_ways(framework, fact))}."
    value = read(framework, fact, text)
    return (None, allowed) if value is None else (value, "")


def note_missing_kinds(framework: Framework, table_cases: Iterable, problems: Problems) -> None:
    """Note each case whose kind is not known, where there are several. `table_cases`: AnswersRows."""
    if len(framework.kinds) < 2:
        return
    cases = list(table_cases)
    missing = [case for case in cases if KIND not in case.facts]
    if cases and len(missing) == len(cases):
        remedy = (
            f"{framework.code} has several kinds of case. Add a column “kind” that says which: {_kinds(framework)}."
        )
        problems.add(Problem(None, "", "", remedy))
        return
    for case in missing:
        problems.add(Problem(case.row, KIND, "", SHOWN_KINDS.format(_kinds(framework))))


def _kinds(framework: Framework) -> str:
    return ", ".join(framework.kind)


def _ways(framework: Framework, fact: str) -> dict[str, object]:
    """Return {how a value may be written: value}."""
    if True in (values := values_of(framework, fact)):
        return {"yes": True, "no": False, "true": True, "false": False}
    ways = {spelt(str(value)): value for value in values}
    names = {spelt(name): code for code, name in NAMES.get(fact, {}).items() if code in values}
    of_kinds = {spelt(name): each.code for each in framework.kinds for name in (each.one, each.title)}
    return ways | names | (of_kinds if fact == KIND else {})


def _read_code(framework: Framework, fact: str, text: str) -> object:
    ways = _ways(framework, fact)
    if fact != FLAGS:
        return ways.get(text)
    flags = [ways.get(part.strip()) for part in text.replace(";", ",").split(",") if part.strip()]
    return None if None in flags else flags


def _read_day(framework: Framework, fact: str, text: str) -> object:
    day = read_date(text)
    return day.isoformat() if isinstance(day, date) else None


def _read_number(framework: Framework, fact: str, text: str) -> object:
    return int(text) if text.isascii() and text.isdecimal() else None


def _read_text(framework: Framework, fact: str, text: str) -> object:
    return text
