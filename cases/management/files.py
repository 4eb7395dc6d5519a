"""Files that commands read, with plain errors and exit code 1 where one cannot be used."""

from django.core.management import CommandError


def refuse(path, problems):
    """Raises CommandError listing the problems, where there are any."""
    if problems:
        number = f"{problems.count} problem{'' if problems.count == 1 else 's'}"
        more = f", the first {len(problems.first)} of them" if problems.count > len(problems.first) else ""
        listed = "\n".join(f"  {problem}" for problem in problems.first)
        raise CommandError(f"{path.name}: {number}{more}. Nothing was saved.\n{listed}")
