"""Loads the real server, kills it, and lets two people race at one answer: python -m tests.load [SECONDS]

On SQLite and on a throw-away PostgreSQL, at 127.0.0.1 alone; so many seconds of load on each (120). It takes about ten
minutes, leaves nothing behind, and ends with an error where a save failed or a confirmed text was lost.
"""

import os
import signal
import subprocess
import sys
import tempfile

from tests.postgresql import throw_away_server


def main(seconds):
    """Whether all went well on both."""
    with tempfile.TemporaryDirectory(prefix="load-") as folder:
        well = [_run(seconds, f"sqlite:///{folder}/load.sqlite3")]
    with throw_away_server() as address:
        well.append(_run(seconds, address))
    return all(well)


def _run(seconds, database_url):
    command = [sys.executable, "-m", "tests.load.on_database", str(seconds)]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": database_url}, check=False).returncode == 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # else a stopped run would leave its servers behind
    sys.exit(not main(int(sys.argv[1]) if sys.argv[1:] else 120))
