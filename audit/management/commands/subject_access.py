"""Take out everything that is held about a person on probation or a practitioner."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.management.subjects import find_person_on_probation, find_practitioner, find_user
from audit.oversight.subject_access.actions import record_subject_access
from audit.oversight.subject_access.pages import in_format
from audit.oversight.subject_access.reads import held_about
from cases.management.files import make_private


class Command(BaseCommand):
    help = "Write everything held about a person, with its history. Nothing is checked: read it before it is sent."

    def add_arguments(self, parser):
        parser.add_argument("reference", nargs="?", metavar="CRN", help="the CRN of a person on probation")
        parser.add_argument("--practitioner", metavar="NAME", help="the name of a practitioner, instead of a CRN")
        parser.add_argument("--pdu", default="", metavar="NAME", help="the practitioner's PDU, if two have that name")
        parser.add_argument("--format", choices=["html", "json"], default="html", help="default: html")
        parser.add_argument("--output", type=Path, help="the file to write; default: standard output")
        parser.add_argument("--by", metavar="USER", help="the user name of the person who asks, for the history")
        parser.add_argument("--restricted", action="store_true", help="include restricted cases")

    def handle(self, *, reference, practitioner, by, restricted, output, **options):
        if bool(reference) == bool(practitioner):
            raise CommandError("Name a CRN or --practitioner, one of both.")
        subject = (
            find_practitioner(practitioner, options["pdu"])
            if practitioner
            else find_person_on_probation(reference, restricted=restricted)
        )
        person = find_user(by)
        # recorded before anything is written, so that no copy leaves unnoticed
        record_subject_access(subject=subject, how=f"by command, as {options['format']}", by=person)
        made_by = str(person or "a command")
        held = held_about(subject, restricted=restricted)
        text = in_format(options["format"], subject, held, made_by=made_by, with_restricted=restricted)
        if output is None:
            self.stdout.write(text)
            return
        try:
            make_private(output)
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {output}. It is not checked: do not send it before someone has read it.")
