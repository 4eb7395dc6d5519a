"""Write a file of the result of one or more audits."""

from django.core.management import BaseCommand

from audit.exports.making.kinds import KINDS
from audit.management.exporting import add_options, leaving_asked, write_file


class Command(BaseCommand):
    help = "Write a file to take away: figures only, unless you ask for a profile with cases."

    def add_arguments(self, parser):
        add_options(parser)

    def handle(self, *, audits, what, output, profile, by, purpose, ticks, as_it_is, **options):
        kind, numbers = KINDS[what], list(dict.fromkeys(audits))
        leaving = leaving_asked(profile=profile, by=by, purpose=purpose, ticks=ticks)
        write_file(kind, numbers, leaving, output, purpose=purpose.strip(), as_it_is=as_it_is)
        self.stdout.write(f"Wrote {output}.")
