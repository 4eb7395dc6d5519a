"""Every framework file of the project: read, resolved and checked, with nothing remembered from before."""

import time

from audit import frameworks
from audit.method.loading import toml_table
from tests.bench.lines import Line

TARGET, TIMES = "500 ms", 5


def lines():
    numbers = [load_all() for _ in range(TIMES)]
    yield Line(f"{numbers[0][0]} files", f"{1000 * min(seconds for _, seconds in numbers):.0f} ms of CPU", TARGET)


def load_all():
    """(how many files, seconds of CPU that loading them took)."""
    for remembered in (frameworks._load, frameworks._extended_codes, toml_table._parsed):
        remembered.cache_clear()
    started = time.process_time()
    return len(frameworks._loaded()), time.process_time() - started
