"""Load the demonstration data."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from audit.demonstration.actions.demonstration import (
    PASSWORD,
    SIGN_INS,
    add_demonstration_users,
    load_demonstration,
    sign_off_demonstration,
)
from audit.demonstration.actions.earlier_audit import load_earlier_audit
from audit.demonstration.actions.inspections import load_inspections
from audit.demonstration.actions.work_to_try import load_work_to_try
from audit.demonstration.comparison import as_markdown, comparison_rows
from audit.demonstration.reads import find_demonstration, seed_tables
from audit.models import Audit


class Command(BaseCommand):
    help = "Load what is not there yet: invented cases that give the published figures of inspections, and sign-ins."

    def add_arguments(self, parser):
        parser.add_argument("--compare", action="store_true", help="print every published figure next to ours")

    def handle(self, *, compare, **options):
        if first := load_demonstration():
            load_earlier_audit()
            sign_off_demonstration()
        if (first or not compare) and load_inspections():  # an earlier version had fewer
            self.stdout.write("Loaded and signed off what was missing of four inspections: every case is invented.")
        if compare:
            self.stdout.write("\n\n".join([as_markdown(comparison_rows(_demonstration())), *seed_tables()]))
            return
        if not settings.DEBUG:
            self.stdout.write("No demonstration sign-ins: their password is known, so they need DEBUG=1.")
            return
        add_demonstration_users()
        load_work_to_try()
        lines = [f"  {username:<14}{sees}" for username, _, _, _, sees in SIGN_INS]
        self.stdout.write("\n".join([f"Demonstration sign-ins, all with the password {PASSWORD}:", *lines]))


def _demonstration():
    try:
        return find_demonstration()
    except Audit.DoesNotExist:
        raise CommandError("The demonstration's audit was deleted. To load it, start with an empty database.") from None
