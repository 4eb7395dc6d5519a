"""Put published results of inspections into the database, and say what in them does not fit."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.models import PublishedResult
from audit.results.published.actions import PublishedRefused, import_published
from audit.results.published.files import RESULTS, scoring_framework
from audit.results.published.findings import list_findings
from audit.results.published.results_file import read_published
from cases.management.files import refuse
from cases.spreadsheets.limits import SpreadsheetProblem


class Command(BaseCommand):
    help = "Add and update published results of inspections from a file: all of it or nothing. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument(
            "file",
            type=Path,
            nargs="?",
            default=RESULTS,
            metavar="PUBLISHED.csv",
            help="one row for each result and source; default: the results that come with the project",
        )

    def handle(self, *, file, **options):
        framework = scoring_framework()
        try:
            published = read_published(file, framework)
            imported = import_published(file=published)
        except SpreadsheetProblem as problem:
            raise CommandError(str(problem)) from problem
        except PublishedRefused as refused:
            refuse(file, refused.problems)
        self.stdout.write(str(imported))
        if published.ignored:
            self.stdout.write(f"Columns not read: {', '.join(published.ignored)}.")
        found = list_findings(PublishedResult.objects.all(), framework)
        self.stdout.write("\n".join(found or ["Scores and overall ratings of all stored results fit."]))
