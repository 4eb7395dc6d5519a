"""Prints what a save costs in the database of DATABASE_URL, which make bench starts for it."""

import os

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django  # after the environment is set

    django.setup()
    from django.core.management import call_command

    from tests.bench import saves
    from tests.bench.lines import write_lines

    call_command("migrate", verbosity=0)
    write_lines("A save in PostgreSQL, with the process that serves its connection (median of 40)", saves.lines())
