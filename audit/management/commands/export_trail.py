"""Write the trail as a CSV table."""

import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.management.audits import find_audit
from audit.trail.reads import whole_trail
from audit.trail.table import HEADINGS, rows_of_trail
from cases.actions.trail import record_event
from cases.management.files import make_private
from cases.models import Event
from cases.spreadsheets.guards import write_csv


class Command(BaseCommand):
    help = "Write who saw, changed or exported what, as CSV: one row per changed value. It holds personal data."

    def add_arguments(self, parser):
        parser.add_argument("--audit", type=int, help="only this audit and its cases; default: everything")
        parser.add_argument("--output", type=Path, help="the .csv file to write; default: standard output")

    def handle(self, *, audit, output, **options):
        # recorded before anything is written, so that no copy leaves unnoticed
        record_event(kind=Event.Kind.EXPORTED, audit=audit, what="audit history (.csv)", profile="in full")
        rows = rows_of_trail(whole_trail(find_audit(audit) if audit else None))
        if output is None:
            write_csv(sys.stdout, HEADINGS, rows)
            return
        try:
            make_private(output)
            # the mark at the beginning tells spreadsheets the encoding
            with output.open("w", encoding="utf-8-sig", newline="") as stream:
                write_csv(stream, HEADINGS, rows)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {output}.")
