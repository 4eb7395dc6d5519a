"""The answers file that a command reads, and what can be said of it at the shell."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management import CommandError

from audit.reviewing.answers_file.cases import case_key, loose_key
from audit.reviewing.answers_file.table import ImportChoices, check_answers
from cases.management.files import refuse
from cases.spreadsheets.limits import SpreadsheetProblem
from cases.spreadsheets.read import read


def add_answers_arguments(parser):
    """The file and the options that `read_answers` reads."""
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
        help="leave out a column with answers whose heading is no code: its heading, or for example “column C”; may be "
        "given several times",
    )
    parser.add_argument(
        "--same",
        action="append",
        default=[],
        type=two_references,
        metavar="1=001",
        help="these two references, which differ by leading zeros only, are one case; may be given several times",
    )
    parser.add_argument(
        "--different",
        action="store_true",
        help="references that differ by leading zeros only, and are not named with --same, are different cases",
    )


def two_references(text):
    """The two references of "1=001"."""
    one, _, other = (part.strip() for part in text.partition("="))
    first, second = case_key(one), case_key(other)
    if not (first and second):
        raise ArgumentTypeError(f"'{text}' lacks a reference. Write two with = between them, as 1=001.")
    if first == second or loose_key(first) != loose_key(second):
        what = "are the same already" if first == second else "differ by more than leading zeros"
        raise ArgumentTypeError(f"'{one}' and '{other}' {what}. Name two that differ by leading zeros only, as 1=001.")
    return one, other


def read_answers(framework, path, options):
    """The AnswersTable of a file without problems. Raises CommandError with the first 50 of them."""
    choices = ImportChoices(options["ignore"], dict(options["same"]), options["different"])
    try:
        table = check_answers(framework, read(path, sheet=options["sheet"]), choices)
    except SpreadsheetProblem as problem:
        raise CommandError(str(problem)) from problem
    refuse(path, table.problems)
    return table
