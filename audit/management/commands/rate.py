"""Rate an answers file without a database."""

from django.core.management import BaseCommand, CommandError

from audit.frameworks import FrameworkProblem, inspection_framework
from audit.management.answers import add_answers_arguments, read_answers
from audit.management.files import add_output_arguments, print_report, write_workbook
from audit.management.judgements import (
    add_judgement_arguments,
    check_decisions,
    parse_decisions,
    parse_judgements,
)
from audit.results.listed_cases import CaseSheet
from audit.results.table_report import report_on_table, rows_of_table


class Command(BaseCommand):
    help = "Rate an answers file (.xlsx, .ods or .csv; one row per case, one column per question). Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        add_answers_arguments(parser)
        parser.add_argument(
            "--framework",
            default="pdu-2023",
            metavar="CODE",
            help="the framework whose questions are answered, or its file (.toml); default: pdu-2023",
        )
        add_judgement_arguments(parser)
        add_output_arguments(parser)

    def handle(self, *, answers, output, **options):
        try:
            used = inspection_framework(options["framework"])
        except FrameworkProblem as problem:
            raise CommandError(str(problem)) from problem
        judgements = parse_judgements(used, options["judgements"])
        decisions = parse_decisions(used, options["decisions"], judgements)
        table = read_answers(used, answers, options, needs_kinds=True)
        report = report_on_table(used, table, judgements, title=answers.name)
        if decisions:
            check_decisions(report.rating, decisions)
            report = report_on_table(used, table, judgements | decisions, title=answers.name)
        # checked before anything is written: the answers may have no other copy
        if output and output.resolve() == answers.resolve():
            raise CommandError(f"--output {output} is the answers file itself. Give the summary another name.")
        if output:
            write_workbook(output, report, CaseSheet(rows_of_table(table)))
        print_report(self.stdout, report, options["format"])
