"""Files that commands write, with plain errors and exit code 1 where one cannot be written."""

import json
from pathlib import Path

from django.core.management import CommandError
from django.utils import timezone

from audit.exports.summary import summary_of
from audit.exports.text import text_of
from cases.counted import counted
from cases.management.files import make_private


def add_format_argument(parser):
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help="print the result as text to read, or as json for other programs; default: text",
    )


def add_output_arguments(parser):
    """How and where a Report is written."""
    add_format_argument(parser)
    parser.add_argument(
        "--output", type=Path, metavar="SUMMARY.xlsx", help="also write the result as a workbook of this name"
    )


def refuse_identifiers(path, places):
    """Raises CommandError: a workbook's texts may tell who somebody is, in these Places, of which it names 50."""
    number = f"{counted(len(places), 'text')} may tell who somebody is"
    listed = "\n".join(f"  {place}" for place in places[:50])
    raise CommandError(f"{path.name}: {number}. Nothing was written; --as-it-is writes it all the same.\n{listed}")


def write_workbook(path, report, cases):
    """Write the workbook of a Report and its CaseSheet. Raises CommandError where the place cannot be written."""
    from audit.exports.workbook import workbook_of  # here, since most runs want no workbook and need not wait for it

    if path.suffix.lower() != ".xlsx":
        raise CommandError(f"--output {path}: the workbook is an .xlsx file. Give it a name that ends in .xlsx.")
    try:
        make_private(path)
        path.write_bytes(workbook_of(report, cases, made_at=timezone.localtime()))
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def print_report(stdout, report, form):
    """Print a Report as "text" or "json"."""
    stdout.write(json.dumps(summary_of(report), indent=2) if form == "json" else text_of(report))
