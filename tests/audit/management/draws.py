"""An extract to draw from at the shell, and what the draw says."""

import json

from tests.audit.management.running import output_of
from tests.cases.extract_files import a_row

ROWS = [a_row(n, sex="F" if n % 5 == 0 else "M", rosh="??" if n == 7 else "RLRH") for n in range(100)]


def draw(path, *arguments, size=20, seed=7):
    """The JSON that the command prints."""
    usual = ["--today", "2024-02-12", *(["--size", size] if size else []), *(["--seed", seed] if seed else [])]
    return json.loads(output_of("draw_sample", path, *usual, "--format", "json", *arguments))
