"""The table that the benchmark prints."""

import sys
from typing import NamedTuple


class Line(NamedTuple):
    name: str
    measure: str
    target: str = ""
    ratio: str = ""


def write_lines(title, lines):
    """Print each line as soon as it is measured."""
    sys.stdout.write(f"\n{title}\n{'':44}{'measured':32}{'target':18}ratio\n")
    for line in lines:
        sys.stdout.write(f"  {line.name:42}{line.measure:32}{line.target:18}{line.ratio}".rstrip() + "\n")
        sys.stdout.flush()


def ratio(measure, to):
    """For example "1.5 x"."""
    return f"{measure / to:.2g} x"
