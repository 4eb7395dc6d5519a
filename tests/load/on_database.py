"""The load, the kills and the race on the database that DATABASE_URL names: python -m tests.load.on_database SECONDS

Prints what it measured, and on the error output what went wrong; then it ends with an error.
"""

import os
import sys

REVIEWERS, EVERY = 50, 2  # reviewers; seconds between the saves of each
KILLED_REVIEWERS, KILLS, SAVES = 20, 5, 300  # reviewers; servers killed; saves that are confirmed before, at most
ROUNDS, LONGEST_PAUSE = 1_000, 0.02  # rounds of the race; seconds


def parts(seconds):
    """(name, what came of it in words, problems) of each part."""
    from tests.load.killed import kill_amid_saves
    from tests.load.race import race
    from tests.load.server import running_server
    from tests.load.steady import save_steadily

    steady, problems = save_steadily(REVIEWERS, seconds, EVERY)
    name = f"{REVIEWERS} reviewers, a save every {EVERY} s for {seconds} s"
    yield name, f"{steady.in_words} (wanted: {REVIEWERS * seconds // EVERY} saves)", problems
    confirmed, problems = kill_amid_saves(KILLED_REVIEWERS, KILLS, SAVES)
    yield f"{KILLS} kills amid {KILLED_REVIEWERS} reviewers' saves", f"{confirmed} confirmed saves", problems
    with running_server() as server:
        in_words, problems = race(server.address, ROUNDS, LONGEST_PAUSE)
    yield "two people at one answer", in_words, problems


def main(seconds):
    """Whether there was no problem."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.load.settings"
    import django  # after the environment is set

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    sys.stdout.write(f"\nThe real server on {connection.vendor}\n")
    return not [problem for part in parts(seconds) for problem in _told(*part)]


def _told(name, in_words, problems):
    sys.stdout.write(f"  {name:46}{in_words}; {len(problems) or 'no'} problems\n")
    sys.stdout.flush()
    sys.stderr.writelines(f"    {problem}\n" for problem in problems[:20])
    return problems


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1])))
