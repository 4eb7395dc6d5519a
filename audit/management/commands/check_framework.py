"""Say what a framework file holds, and whether it can be used."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from audit.frameworks import FrameworkProblem, load_file, other_file_of
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
        self.stdout.write("\n".join(_framework_lines(checked)))


def _framework_lines(checked):
    """Yield what a Framework holds, for people who compare it with the published instrument."""
    yield f"{checked.code}, version {checked.version}: {checked.title} ({checked.years}). It can be used."
    for standard in checked.standards:
        asked = [f"{question.code} ({counted(len(question.prompts), 'prompt')})" for question in standard.key_questions]
        evidence = [counted(len(standard.sub_questions), "question")] if standard.sub_questions else []
        judged = ", ".join(asked) or ", ".join(["judged on evidence", *evidence])
        kind = f" ({checked.kind[standard.kind].title})" if standard.kind else ""
        uncounted = "" if standard.counted else "; not counted"
        yield f"  Standard {standard.code} {standard.title}{kind}: {judged}{uncounted}"
    yield f"  {counted(len(checked.key_questions), 'key question')}, {counted(len(_prompts(checked)), 'prompt')}"
    for group in checked.item_groups:
        yield f"  {group.title}: {', '.join(item.code for item in group.items)}"
    for name, condition in checked.conditions.items():
        yield f"  Condition {name}: {condition.title}"
    for band in checked.rating_bands:
        yield f"  {band.rating}: from {band.from_percent}%, score {band.score}"
    for band in checked.score_bands:
        yield f"  Overall {band.rating}: up to {band.up_to} of {checked.max_score}"


def _prompts(checked):
    return [prompt for question in checked.key_questions for prompt in question.prompts]
