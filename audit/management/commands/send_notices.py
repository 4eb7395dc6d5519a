"""Tell people by e-mail what waits for them."""

from smtplib import SMTPException

from django.core.management import BaseCommand, CommandError

from audit.notices.actions.emails import claim_notices, give_back
from audit.notices.actions.notices import tell_of_due_dates
from audit.notices.emails import email_of
from audit.notices.reads import to_email
from cases.counted import counted


class Command(BaseCommand):
    help = (
        "Note which reviews are due in 3 days or overdue, and e-mail people what is new for them: at most one e-mail "
        "a day each, however often this runs."
    )

    def handle(self, **options):
        tell_of_due_dates()
        sent, refused = 0, []
        for person in to_email():
            notices = claim_notices(person=person)
            if not notices:
                continue
            try:
                email_of(person, notices).send()
            except (SMTPException, OSError) as problem:
                give_back(person=person, notices=notices)
                refused.append(f"person {person.pk}: {type(problem).__name__}")
            else:
                sent += 1
        self.stdout.write(f"{counted(sent, 'e-mail')} sent.")
        if refused:
            raise CommandError(f"Not sent. The next run will try again: {'; '.join(refused)}.")
