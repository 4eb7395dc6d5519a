"""Measures commands as a person at the shell meets them: from the start of Python to the last line."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """The best of several runs in seconds; the largest peaks in MB, of the command and of what it started."""

    seconds: float
    peak: float
    child_peak: float
    output: str


def measure(folder, *command, times):
    """The Run of a Python script with its arguments. Its compiled modules are kept in `folder`, as an installation's
    are beside them; the first run, which compiles, is not counted."""
    runs = [run_once(folder, command) for _ in range(times + 1)][1:]
    best = min(runs, key=lambda run: run.seconds)
    return Run(best.seconds, max(run.peak for run in runs), max(run.child_peak for run in runs), best.output)


def run_once(folder, command):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.measured", str(folder / "peaks.json"), *map(str, command)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - started
    return Run(seconds, *json.loads((folder / "peaks.json").read_text()), done.stdout)
