"""Files that commands read and write: a plain error and exit code 1 if one cannot be used."""

from pathlib import Path

from django.core.management import CommandError

from cases.counted import counted
from cases.spreadsheets.problems import Problems


def refuse(path: Path, problems: Problems) -> None:
    """Raise CommandError with the list of problems, if there are any."""
    if problems:
        number = counted(problems.count, "problem")
        more = f", the first {len(problems.first)} of them" if problems.count > len(problems.first) else ""
        listed = "\n".join(f"  {problem}" for problem in problems.first)
        raise CommandError(f"{path.name}: {number}{more}. Nothing was saved.\n{listed}")


def make_private(path: Path) -> None:
    """Let only its owner read and write a file that is about to be written, new or old. Raises OSError."""
    path.touch(mode=0o600)
    path.chmod(0o600)
