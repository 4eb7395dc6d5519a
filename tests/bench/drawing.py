"""A sample drawn from an extract of 250,000 rows and 30 columns by `draw_sample`, and by a plain pandas script."""

import json
from datetime import date

from cases.extract.invented import HEADINGS, invented_rows
from cases.spreadsheets.write import WRITERS
from tests.bench.lines import Line, ratio
from tests.bench.shell import measure
from tests.bench.side_by_side import told

ROWS = 250_000
TARGETS = {".csv": "5 s, 0.3, 1.5 GB", ".xlsx": "20 s, 0.3, 1.5 GB"}
OPTIONS = "--size 60 --seed 1 --today 2024-02-12 --cohort 2023-06-26:2023-07-02 2023-07-10:2023-07-16 --format json"


def lines(folder, times=1):
    """The Lines about an extract of each kind; ratios are to `draw_sample` of that kind."""
    found = {}
    for suffix in TARGETS:
        path = folder / f"extract{suffix}"
        WRITERS[suffix](path, invented_rows(ROWS, seed=1, today=date(2024, 2, 12)))
        drawn = measure(folder, "manage.py", "draw_sample", path, *OPTIONS.split(), times=times)
        plain = measure(folder, "tests/bench/draw_with_pandas.py", path, times=times)
        found |= {f"draw_sample {suffix}": json.loads(drawn.output), f"pandas {suffix}": json.loads(plain.output)}
        yield Line(f"draw_sample, {suffix}", told(drawn), TARGETS[suffix], "1 x")
        yield Line(f"pandas script, {suffix}", told(plain), "", ratio(plain.seconds, drawn.seconds))
    yield Line(f"rows of {len(HEADINGS)} columns; cases in the cohort", "the pandas script reads no mixed dates")
    for name, result in found.items():
        yield Line(f"  {name}", f"{result['rows']:,} rows; {result['eligible']:,} cases")
    ours = [result["picks"] for name, result in found.items() if name.startswith("draw_sample")]
    yield Line("the same cases drawn from both kinds", "yes" if ours[0] == ours[1] else "NO")
