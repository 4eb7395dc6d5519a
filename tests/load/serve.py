"""Serves the site with the same server as `make run`, on a free port of 127.0.0.1, until whoever started it is gone."""

import os
import sys
import threading

from waitress.runner import run


def end_with_parent():
    """The standard input ends when the process at its other end does, however that came about."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    run(["waitress-serve", "--listen=127.0.0.1:0", "audit.wsgi:application"])
