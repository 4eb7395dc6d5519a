"""The load, the kills and the race on the database that DATABASE_URL names: python -m tests.load.on_database SECONDS

Prints what it measured, and on the error output what went wrong; then it ends with an error.
"""

import os
import sys

REVIEWERS, EVERY = 50, 2  # reviewers; seconds between the saves of each
KILLED_REVIEWERS, KILLS, WITHIN = 20, 5, 4  # reviewers; servers killed; seconds of work
ROUNDS, LONGEST_PAUSE = 1_000, 0.02  # rounds of the race; seconds


def measured(seconds):
    """(Line, problems) of each part."""
    from tests.bench.lines import Line
    from tests.load.killed import kill_amid_saves
    from tests.load.race import race
    from tests.load.server import running_server
    from tests.load.steady import save_steadily

    steady, problems = save_steadily(REVIEWERS, seconds, EVERY)
    wanted = f"none failed of {REVIEWERS * seconds // EVERY}"
    yield Line(f"{REVIEWERS} reviewers, a save every {EVERY} s", steady.in_words, wanted), problems
    confirmed, problems = kill_amid_saves(KILLED_REVIEWERS, KILLS, WITHIN)
    yield Line(f"{KILLS} kills amid {KILLED_REVIEWERS} reviewers' saves", f"{confirmed} confirmed"), problems
    with running_server() as server:
        in_words, problems = race(server.address, ROUNDS, LONGEST_PAUSE)
    yield Line("two people at one answer", in_words), problems


def main(seconds):
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.load.settings"
    import django  # after the environment is set

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.bench.lines import write_lines

    call_command("migrate", verbosity=0)
    wrong = []
    lines = (_told(line, problems, wrong) for line, problems in measured(seconds))
    write_lines(f"The real server on {connection.vendor}, {seconds} seconds of load", lines)
    return wrong


def _told(line, problems, wrong):
    wrong += problems
    for problem in problems[:20]:
        sys.stderr.write(f"{problem}\n")
    return line._replace(measure=f"{line.measure}; {len(problems)} problems")


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1])) else 0)
