"""Write an invented caseload extract, to try a draw with."""

from datetime import date
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cases.extract.invented import TEAMS, invented_rows
from cases.spreadsheets.write import WRITERS


class Command(BaseCommand):
    help = "Write an invented caseload extract (.xlsx, .ods or .csv). It holds no real data and needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("output", type=Path, metavar="EXTRACT.xlsx", help="the file to write: .xlsx, .ods or .csv")
        parser.add_argument("--rows", type=int, default=2_000, metavar="N", help="cases; default: 2000")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="makes the extract repeatable; default: 1")
        parser.add_argument(
            "--today", type=date.fromisoformat, default=date(2024, 2, 12), metavar="DAY", help="default: 2024-02-12"
        )
        parser.add_argument("--unit", default="Suffolk PDU", metavar="PDU", help="default: Suffolk PDU")
        parser.add_argument("--team", action="append", metavar="TEAM", help=f"default: {', '.join(TEAMS)}")
        parser.add_argument("--clean", action="store_true", help="without the usual errors")

    def handle(self, *, output, rows, **options):
        write = WRITERS.get(output.suffix.lower())
        if write is None:
            raise CommandError(f"{output.name} cannot be written. Use a name that ends in .xlsx, .ods or .csv.")
        if not 0 <= rows < 1_000_000:
            raise CommandError("--rows must be from 0 to 999,999.")
        given = {"seed": options["seed"], "today": options["today"], "unit": options["unit"]}
        try:
            write(output, invented_rows(rows, **given, teams=options["team"] or TEAMS, dirty=not options["clean"]))
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{output}: {rows:,} invented cases.")
