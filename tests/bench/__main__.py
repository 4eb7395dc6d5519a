"""Prints how fast the tool is on this machine: python -m tests.bench. It takes minutes and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path


def main(folder):
    """`folder` holds the database and every file, and is thrown away."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
    import django  # after the environment is set

    django.setup()
    from django.core.management import call_command

    from tests.bench import (
        drawing,
        frameworks,
        in_database,
        in_review,
        lists,
        oversight,
        region,
        rows_seen,
        saves,
        side_by_side,
    )
    from tests.bench.lines import write_lines

    call_command("migrate", verbosity=0)
    write_lines("Loading every framework file (best of five)", frameworks.lines())
    write_lines("One audit of 60 cases and 89 questions in SQLite (best of three medians)", in_database.lines())
    write_lines("A review of 89 answers with comments in SQLite (best of three medians)", in_review.lines())
    write_lines("A save in SQLite (median of 40)", saves.lines())
    write_lines("Lists in SQLite (best of three medians)", lists.lines())
    write_results(folder)
    write_exports(folder)
    write_lines("Oversight of a team in SQLite (best of three medians)", oversight.lines())
    write_lines("PDUs of a region side by side in SQLite (median of 5)", region.lines())
    subprocess.run([sys.executable, "-m", "tests.postgresql", sys.executable, "-m", "tests.bench.on_postgresql"])
    write_lines("One's own among 50,000 cases of 100 units in SQLite (best of three medians)", rows_seen.lines())
    for cases, times in ((100, 5), (10_000, 3)):
        title = f"An answers file of {cases:,} cases and 90 columns (best of {times} runs; peak memory)"
        write_lines(title, side_by_side.lines(cases, folder, times))
    title = "A sample from an extract of 250,000 rows and 30 columns (one run; peak memory of the server, of the child)"
    write_lines(title, drawing.lines(folder))


def write_results(folder):
    """Measure results, as `main` measures the rest."""
    from tests.bench import conditions, results
    from tests.bench.lines import write_lines

    write_lines("The result of an audit in SQLite (best of three medians)", results.lines())
    write_lines("Conditions of a framework in SQLite (median of 7, in turn)", conditions.lines(folder))


def write_exports(folder):
    """Measure what is taken away, as `main` measures the rest."""
    from tests.bench import data, workbooks
    from tests.bench.lines import write_lines

    write_lines("Tidy data of 5,000 cases, a comment on each answer (one run; peak memory)", data.lines(folder))
    write_lines("Workbooks with comments (seconds of CPU; peak memory)", workbooks.lines(folder))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # else a stopped run would leave its folder behind
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        main(Path(name))
