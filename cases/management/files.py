"""Files that commands read and write, with plain errors and exit code 1 where one cannot be used."""

from django.core.management import CommandError

from cases.counted import counted


def refuse(path, problems):
    """Raises CommandError listing the problems, where there are any."""
    if problems:
        number = counted(problems.count, "problem")
        more = f", the first {len(problems.first)} of them" if problems.count > len(problems.first) else ""
        listed = "\n".join(f"  {problem}" for problem in problems.first)
        raise CommandError(f"{path.name}: {number}{more}. Nothing was saved.\n{listed}")


def make_private(path):
    """Have a file that is about to be written, new or old, be for its owner alone. Raises OSError."""
    path.touch(mode=0o600)
    path.chmod(0o600)
