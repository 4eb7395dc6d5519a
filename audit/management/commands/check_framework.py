"""Say what a framework file holds, and whether it can be used."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.frameworks import FrameworkProblem, load_file, other_file_of
from audit.frameworks.lines import lines_about
from cases.counted import counted


class Command(BaseCommand):
    help = "Show what a framework file (.toml) holds, or everything that is wrong with it. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FRAMEWORK.toml", help="the file, in any folder")

    def handle(self, *, file, **options):
        try:
            checked = load_file(file)
        except FrameworkProblem as problem:
            number = counted(len(problem.every), "problem")
            raise CommandError("\n  ".join([f"{file.name} cannot be used: {number}.", *problem.every])) from problem
        if other := other_file_of(file):
            raise CommandError(f"{file.name} cannot be used: {other} already has this code. Give it another code.")
        if checked.fragment:
            self.stdout.write(f"{file.name} is a fragment: other files can extend it.")
            return
        self.stdout.write("\n".join(lines_about(checked)))
