"""Read an answers file for a command, and the options that say how to read it."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management import CommandError

from audit.method.framework import Framework
from audit.reviewing.answers_file.cases import case_key, loose_key
from audit.reviewing.answers_file.facts import note_missing_kinds
from audit.reviewing.answers_file.file import check_file, read_answers_file
from audit.reviewing.answers_file.table import AnswersTable, ImportChoices
from cases.management.files import refuse
from cases.spreadsheets.limits import SpreadsheetProblem


def add_answers_arguments(parser: ArgumentParser) -> None:
    """Add the file and the options that `read_answers` takes."""
    parser.add_argument(
        "answers",
        type=Path,
        metavar="ANSWERS.xlsx",
        help="the answers file: .xlsx, .xls, .ods or .csv, with one row per case, a column “case” and a column per "
        "question, headed with its code",
    )
    parser.add_argument("--sheet", help="the sheet to read; default: the first one that is visible and not empty")
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="COLUMN",
        help="a column of answers to leave out because its heading is not a code: its heading, or for example "
        "“column C”; can be used more than once",
    )
    parser.add_argument(
        "--same",
        action="append",
        default=[],
        type=two_references,
        metavar="1=001",
        help="treat two references that differ only by leading zeros as one case; can be used more than once",
    )
    parser.add_argument(
        "--different",
        action="store_true",
        help="treat references that differ only by leading zeros as different cases, unless named with --same",
    )


def two_references(text: str) -> tuple[str, str]:
    """The two references in a text such as "1=001". Raises ArgumentTypeError unless only leading zeros differ."""
    one, _, other = (part.strip() for part in text.partition("="))
    first, second = case_key(one), case_key(other)
    if not (first and second):
        raise ArgumentTypeError(f"'{text}' does not have two references. Write them with = between them, as 1=001.")
    if first == second or loose_key(first) != loose_key(second):
        what = "are already the same" if first == second else "differ by more than leading zeros"
        raise ArgumentTypeError(f"'{one}' and '{other}' {what}. Name two that differ only by leading zeros, as 1=001.")
    return one, other


def read_answers(
    framework: Framework, path: Path, options: dict[str, Any], *, needs_kinds: bool = False
) -> AnswersTable:
    """Read a file as an AnswersTable. Raises CommandError with the first 50 problems if there are any.

    `needs_kinds`: the kind of each case must be in the file where the framework has several, since no audit says it.
    """
    choices = ImportChoices(options["ignore"], dict(options["same"]), options["different"])
    try:
        table = check_file(framework, read_answers_file(path, sheet=options["sheet"]), choices)
    except SpreadsheetProblem as problem:
        raise CommandError(str(problem)) from problem
    if needs_kinds and not table.problems:
        note_missing_kinds(framework, table.cases.values(), table.problems)
    refuse(path, table.problems)
    return table
