"""Put a list of places and practitioners into the database."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cases.case_values import GRADES
from cases.management.files import refuse
from cases.models import User
from cases.places.actions.staff_list import StaffListRefused, import_staff_list
from cases.places.staff_list import check_staff_list
from cases.spreadsheets.limits import SpreadsheetProblem
from cases.spreadsheets.read import read


class Command(BaseCommand):
    help = "Add and update regions, PDUs, teams and practitioners from a list: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="LIST.xlsx", help="the list: .xlsx, .xls, .ods or .csv")
        parser.add_argument("--sheet", help="the sheet to read; default: the first that is not empty")
        parser.add_argument(
            "--by",
            metavar="USER_NAME",
            help="who imports: only within the places they administer",
        )

    def handle(self, *, file, sheet, by, **options):
        person = User.objects.filter(username=by).first()
        if by and person is None:
            raise CommandError(f"There is no user {by}.")
        try:
            staff = check_staff_list(read(file, sheet=sheet), GRADES)
            imported = import_staff_list(staff=staff, by=person)
        except SpreadsheetProblem as problem:
            raise CommandError(str(problem)) from problem
        except StaffListRefused as refused:
            refuse(file, refused.problems)
        self.stdout.write(str(imported))
        if staff.ignored:
            self.stdout.write(f"Columns not read: {', '.join(staff.ignored)}.")
