"""Write a file of the result of one or more audits."""

from django.core.management import BaseCommand, CommandError

from audit.exports.leaving.open_to import contents_of_each
from audit.exports.making.actions.noting import note_each
from audit.exports.making.kinds import KINDS
from audit.exports.making.reads import places_that_leave
from audit.management.exporting import add_options, audits_asked, check_target, leaving_asked
from audit.management.files import refuse_identifiers
from cases.management.files import written_whole


class Command(BaseCommand):
    help = "Write a file to take away: figures only, unless you ask for a profile with cases."

    def add_arguments(self, parser):
        add_options(parser)

    def handle(self, *, audits, what, output, profile, by, purpose, ticks, as_it_is, **options):
        kind, numbers = KINDS[what], list(dict.fromkeys(audits))
        leaving = leaving_asked(profile=profile, by=by, purpose=purpose, ticks=ticks)
        check_target(kind, leaving, numbers, output)
        found = audits_asked(numbers, leaving)
        read = contents_of_each(found, leaving)
        flagged = [f"Audit {each.audit.pk}: {place}" for each in read for place in places_that_leave(kind, [each])]
        if flagged and not as_it_is:
            refuse_identifiers(output.name, flagged)
        noted = note_each(kind, contents_of_each(found, leaving), flagged=len(flagged), purpose=purpose.strip())
        try:
            with written_whole(output) as stream:
                kind.write(noted, stream)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {output}.")
