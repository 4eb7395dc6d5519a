"""Print the result of an audit in the database."""

import json

from django.core.management import BaseCommand, CommandError

from audit.exports.as_json.full import full_summary_of
from audit.exports.leaving.identifiers import places_to_check
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.management.audits import find_audit
from audit.management.files import add_output_arguments, print_report, refuse_identifiers, write_workbook
from audit.results.listed_cases import case_sheet_of
from audit.results.report import report_on_audit
from audit.trail.actions import record_export


class Command(BaseCommand):
    help = "Print the result of an audit in the database: percentages, ratings, score, overall rating."

    def add_arguments(self, parser):
        parser.add_argument("audit", type=int, help="the audit's number, as in the address of its page")
        add_output_arguments(parser)
        parser.add_argument(
            "--as-it-is",
            action="store_true",
            help="write the workbook even if its texts may identify someone; without this it is refused",
        )

        parser.add_argument(
            "--full",
            action="store_true",
            help="with --format json: also the figures of groups, the texts of questions, and what became of the "
            "recommendations, as people outside may get them (profile outside)",
        )

    def handle(self, *, audit, output, full, **options):
        if full and options["format"] != "json":
            raise CommandError("--full is for JSON. Add --format json.")
        found = find_audit(audit)
        report = report_on_audit(found)
        if output:
            cases = case_sheet_of(found)
            places = places_to_check(report, cases)
            if places and not options["as_it_is"]:
                refuse_identifiers(output, places)
            write_workbook(output, report, cases)
            what, flagged = "workbook (.xlsx)", len(places)
            record_export(audit=found, what=what, cases=cases, rationales=True, flagged=flagged, by=None)
        if full:
            self.stdout.write(json.dumps(full_summary_of(contents_of(found, Leaving())), indent=2))
        else:
            print_report(self.stdout, report, options["format"], found)
