"""Draw a sample from a caseload extract without a database."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.management.draws import add_draw_arguments, settings_of
from audit.management.samples import print_sample, refuse_unclear
from cases.extracts import read_extract
from cases.spreadsheets import SpreadsheetProblem


class Command(BaseCommand):
    help = "Draw a sample from a caseload extract (.xlsx, .xls, .ods or .csv). Needs no database and stores nothing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("extract", type=Path)
        parser.add_argument("--sheet", help="the sheet to read, where several could be meant")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        add_draw_arguments(parser)

    def handle(self, *, extract, sheet, **options):
        try:
            sample = read_extract(extract, settings_of(options), sheet=sheet)
        except SpreadsheetProblem as problem:
            raise CommandError(str(problem)) from problem
        refuse_unclear(extract, sample)
        print_sample(self.stdout, sample, options["format"])
