"""Store an answers file as reviews of an audit."""

from django.core.management import BaseCommand, CommandError

from audit.management.answers import add_answers_arguments, read_answers
from audit.management.audits import find_audit
from audit.planning.locking import AuditClosed
from audit.reviewing.actions.import_answers import import_answers
from audit.reviewing.actions.imported_cases import AnswersRefused
from cases.management.files import refuse
from cases.models import User


class Command(BaseCommand):
    help = "Import an answers file (the format of `rate`) into an audit: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("audit", type=int, help="the audit's number, as in the address of its page")
        add_answers_arguments(parser)
        parser.add_argument("--add-cases", action="store_true", help="add cases that the audit does not have yet")
        parser.add_argument("--by", metavar="USER_NAME", help="the user name of the reviewer the answers belong to")

    def handle(self, *, audit, answers, **options):
        found = find_audit(audit)
        table = read_answers(found.framework, answers, options)
        by = User.objects.filter(username=options["by"]).first()
        if options["by"] and by is None:
            raise CommandError(f"There is no user {options['by']}.")
        try:
            imported = import_answers(audit=found, table=table, add_cases=options["add_cases"], by=by)
        except AnswersRefused as refused:
            refuse(answers, refused.problems)
        except AuditClosed as closed:
            raise CommandError(str(closed)) from closed
        self.stdout.write(f"{found}: {imported} stored.")
        for sentence in table.passed_over:
            self.stdout.write(sentence)
        for case, codes in imported.incomplete.items():
            self.stdout.write(f"{case} is incomplete and does not count yet: no answer to {', '.join(codes)}.")
