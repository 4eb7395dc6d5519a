"""Put published results of inspections into the database, and say what in them does not fit."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.models import PublishedResult
from audit.results.actions.published import PublishedRefused, import_published
from audit.results.published.files import RESULTS, scoring_framework
from audit.results.published.findings import findings_on
from audit.results.published.read import read_published
from cases.counted import counted
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
        self._list_findings(framework)

    def _list_findings(self, framework):
        results = list(PublishedResult.objects.all())
        found = findings_on(results, framework)
        fit = f"{counted(len(found), 'stored result does', 'stored results do')} not fit:"
        self.stdout.write(fit if found else "Scores and overall ratings of all stored results fit.")
        for result in results:
            for sentence in found.get(result.pk, ()):
                self.stdout.write(f"  {result.programme}, {result}: {sentence}")
