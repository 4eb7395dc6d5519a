"""The program that reads one spreadsheet for `read`, in a process of its own. It imports no Django.

Its standard input is a JSON object: path, limits, and sheet (or null) or "every": true. It prints a line of JSON with
the sheet's name and all names, then a list of texts per row; so for every sheet, "hidden" ones too, if every one was
asked for. Or it prints {"problem": …}, which may come after some rows.
"""

import contextlib
import json
import sys
from pathlib import Path

from cases.spreadsheets.limits import Limits, SpreadsheetProblem
from cases.spreadsheets.lines import EVERY, read_lines


def main() -> None:
    """Print the lines for the request."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    limit_this_process(limits)
    try:
        wanted = EVERY if request.get("every") else request.get("sheet")
        for line in read_lines(Path(request["path"]), wanted, limits):
            sys.stdout.write(json.dumps(line) + "\n")
    except SpreadsheetProblem as problem:
        sys.stdout.write(json.dumps({"problem": str(problem)}) + "\n")


def limit_this_process(limits: Limits) -> None:
    """Limit this process's memory and computing time. Windows cannot, so there only the parent's clock limits it."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes)),
        (resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1)),
        (resource.RLIMIT_CORE, (0, 0)),  # a dump would hold people's data
        (resource.RLIMIT_FSIZE, (0, 0)),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system without this limit, or with a stricter one
            resource.setrlimit(kind, most)


if __name__ == "__main__":
    main()
