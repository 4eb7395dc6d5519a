"""Prints what each page costs in a large database of invented cases: python -m tests.bench.large."""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path


def main(folder):
    """`folder` holds the database and is thrown away, unless the environment names a LARGE_DATABASE to keep."""
    database = Path(os.environ.get("LARGE_DATABASE", folder / "large.sqlite3"))
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": f"sqlite:///{database}"}
    import django  # after the environment is set

    django.setup()
    from django.core.management import call_command

    from tests.bench import large_pages, large_site

    started = time.process_time()
    if not database.exists():
        call_command("migrate", verbosity=0)
        large_site.build()
    counts = ", ".join(f"{number:,} {what}" for what, number in large_site.counted().items())
    sys.stdout.write(f"{counts}; built in {time.process_time() - started:.0f} s of CPU\n")
    large_pages.print_pages()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # else a stopped run would leave its folder behind
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        main(Path(name))
