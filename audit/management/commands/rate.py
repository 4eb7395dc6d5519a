"""Rate an answers file without a database."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.frameworks import FrameworkProblem, framework
from audit.management.files import print_report, read_answers, write_workbook
from audit.management.judgements import parse_judgements
from audit.reports import report_on_table, rows_of_table


class Command(BaseCommand):
    help = "Rate an answers file (.xlsx, .ods or .csv; one row per case, one column per question). Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("answers", type=Path)
        parser.add_argument("--framework", default="pdu-2023", help="default: pdu-2023")
        parser.add_argument("--sheet", help="the sheet to read; default: the first that is not empty")
        parser.add_argument("--judgement", action="append", default=[], metavar="1.1=Good", dest="judgements")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--output", type=Path, metavar="SUMMARY.xlsx", help="also write a workbook")

    def handle(self, *, answers, output, **options):
        try:
            used = framework(options["framework"])
        except FrameworkProblem as problem:
            raise CommandError(str(problem)) from problem
        judgements = parse_judgements(used, options["judgements"])
        table = read_answers(used, answers, options["sheet"])
        report = report_on_table(used, table, judgements, title=answers.name)
        if output and output.resolve() == answers.resolve():
            raise CommandError(f"--output {output} is the answers file itself. Give the summary another name.")
        if output:
            write_workbook(output, report, rows_of_table(table))
        print_report(self.stdout, report, options["format"])
