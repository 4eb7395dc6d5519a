"""What commands print, and the files that they write. Plain errors and exit code 1 where one cannot be written."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from django.core.management import CommandError
from django.core.management.base import OutputWrapper
from django.utils import timezone

from audit.exports.as_json.full import full_summary_of
from audit.exports.as_json.summary import summary_of
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.exports.making.actions.noting import note_each
from audit.exports.making.kinds import KINDS
from audit.exports.making.reads import places_that_leave
from audit.exports.text import text_of
from audit.models import Audit
from audit.results.listed_cases import CaseSheet
from audit.results.report import Report
from cases.counted import counted
from cases.management.files import make_private


def add_format_argument(parser: ArgumentParser) -> None:
    """Add the option that chooses between text and JSON."""
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help="print the result as text to read, or as json for other programs; default: text",
    )


def add_output_arguments(parser: ArgumentParser) -> None:
    """Add the options that say how and where a Report is written."""
    add_format_argument(parser)
    parser.add_argument(
        "--output", type=Path, metavar="SUMMARY.xlsx", help="also write the result as a workbook of this name"
    )


def refuse_identifiers(name: str, places: Sequence[object]) -> NoReturn:
    """Raise CommandError: texts of what is called `name` may identify people. It lists the first 50 places."""
    number = f"{counted(len(places), 'text')} may identify someone"
    listed = "\n".join(f"  {place}" for place in places[:50])
    raise CommandError(f"{name}: {number}. Nothing was written. Use --as-it-is to write it anyway.\n{listed}")


def write_workbook(path: Path, report: Report, cases: CaseSheet) -> None:
    """Write the workbook of a Report and its CaseSheet. Raises CommandError where the file cannot be written."""
    from audit.exports.workbook.workbook import (
        workbook_of,  # here: most runs write no workbook and need not wait for it
    )

    if path.suffix.lower() != ".xlsx":
        raise CommandError(f"--output {path}: the workbook is an .xlsx file. Give it a name that ends in .xlsx.")
    try:
        make_private(path)  # before anything is in it: case data is for its owner alone
        path.write_bytes(workbook_of(report, cases, made_at=timezone.localtime()))
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def print_report(stdout: OutputWrapper, report: Report, output_format: str, audit: Audit | None = None) -> None:
    """Print a Report; `output_format` is "text" or "json". `audit`: the one that it is of."""
    stdout.write(json.dumps(summary_of(report, audit), indent=2) if output_format == "json" else text_of(report))


def print_full(stdout: OutputWrapper, audit: Audit, *, as_it_is: bool) -> None:
    """Print all that a file of JSON lets out of the audit to people outside, once its history says so.

    `as_it_is`: even if texts may identify people. Otherwise that raises CommandError.
    """
    kind, contents = KINDS["json"], contents_of(audit, Leaving())
    places = places_that_leave(kind, [contents])
    if places and not as_it_is:
        refuse_identifiers(kind.words, places)
    for each in note_each(kind, [contents], flagged=len(places)):
        stdout.write(json.dumps(full_summary_of(each), indent=2))
