"""Prepare the files that people asked for and that take too long for a page."""

from django.core.management import BaseCommand

from audit.management.working import end_with_input, work, work_off


class Command(BaseCommand):
    help = "Prepare files that take long, one after the other, until it is ended. At most two of these run at once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="end when no file waits any more")
        parser.add_argument(
            "--until-input-ends", action="store_true", help="end when standard input does, as serve has it"
        )

    def handle(self, *, once, until_input_ends, **options):
        if until_input_ends:
            end_with_input()
        work_off() if once else work()
