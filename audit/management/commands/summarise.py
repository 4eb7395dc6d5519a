"""Print the result of an audit in the database."""

from django.core.management import BaseCommand, CommandError

from audit.exports.leaving.profiles import Leaving
from audit.exports.making.kinds import KINDS
from audit.management.audits import find_audit
from audit.management.exporting import write_file
from audit.management.files import add_output_arguments, print_full, print_report
from audit.results.report import report_on_audit


class Command(BaseCommand):
    help = "Print the result of an audit in the database: percentages, ratings, score, overall rating."

    def add_arguments(self, parser):
        parser.add_argument("audit", type=int, help="the audit's number, as in the address of its page")
        add_output_arguments(parser)
        parser.add_argument(
            "--as-it-is",
            action="store_true",
            help="write the workbook or print in full even if texts may identify someone; without this it is refused",
        )
        parser.add_argument(
            "--full",
            action="store_true",
            help="with --format json: also groups, texts and what became of recommendations, by the profile outside",
        )

    def handle(self, *, audit, output, full, **options):
        if full and options["format"] != "json":
            raise CommandError("--full is for JSON. Add --format json.")
        found = find_audit(audit)
        report = report_on_audit(found)
        if output:
            write_file(KINDS["summary"], [audit], Leaving(), output, as_it_is=options["as_it_is"])
        if full:
            print_full(self.stdout, found, as_it_is=options["as_it_is"])
        else:
            print_report(self.stdout, report, options["format"], found)
