"""Print the result of an audit in the database."""

from pathlib import Path

from django.core.management import BaseCommand

from audit.management.audits import find_audit
from audit.management.files import print_report, write_workbook
from audit.reports import report_on_audit, rows_of_audit


class Command(BaseCommand):
    help = "Print the result of an audit in the database: percentages, ratings, score, overall rating."

    def add_arguments(self, parser):
        parser.add_argument("audit", type=int, help="the audit's number, as in the address of its page")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--output", type=Path, metavar="SUMMARY.xlsx", help="also write a workbook")

    def handle(self, *, audit, output, **options):
        found = find_audit(audit)
        report = report_on_audit(found)
        if output:
            write_workbook(output, report, rows_of_audit(found))
        print_report(self.stdout, report, options["format"])
