"""Draw a sample from a caseload extract, without a database unless it is to be stored."""

from django.core.management import BaseCommand, CommandError

from audit.management.draws import add_draw_arguments, plan_at_shell
from audit.management.files import add_format_argument
from audit.management.samples import print_sample, print_text, refuse_unclear, refuse_unknown_headings
from audit.management.stored_draws import add_storing_arguments, asking_database, open_audit, settings_for, store_draw
from cases.extract.read import SeveralSheets, read_extract
from cases.extract.restricted.known import known_restricted
from cases.extract.restricted.people import NO_ONE_KNOWN
from cases.spreadsheets.limits import SpreadsheetProblem


class Command(BaseCommand):
    help = (
        "Draw a sample from a caseload extract (.xlsx, .xls, .ods or .csv). Without --audit it needs no database and "
        "stores nothing."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        add_format_argument(parser)
        add_draw_arguments(parser)
        add_storing_arguments(parser)

    def handle(self, *, extract, sheet, **options):
        plan = plan_at_shell(options)
        with asking_database(options):
            audit = open_audit(options)
            settings = settings_for(audit, plan, options)
            known = known_restricted(audit.unit) if audit else NO_ONE_KNOWN
        try:
            sample = read_extract(extract, settings, sheet=sheet, known=known)
        except SeveralSheets as several:
            raise CommandError(f"{several.found} Say which one with --sheet.") from several
        except SpreadsheetProblem as problem:
            raise CommandError(str(problem)) from problem
        refuse_unknown_headings(extract, sample, dict(options["map"]))
        refuse_unclear(extract, sample, settings.mapping)
        if audit:
            with asking_database(options):
                stored = store_draw(audit, settings, sample, options)
        print_sample(self.stdout, sample, options["format"], settings.confidence)
        if audit and options["format"] == "text":
            print_text(self.stdout, f"\n{stored}")
