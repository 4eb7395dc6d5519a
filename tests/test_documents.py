"""What readers of the documents rely on: lines that fit a window, and names of things that are there."""

import re

from tests.code_tree import ROOT

DOCUMENTS = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]
WIDEST = 120  # characters; a row of a table has to be one line


def test_lines_of_text_fit_a_window():
    lines = [(path.name, line) for path in DOCUMENTS for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(name, line) for name, line in lines if len(line) > WIDEST and not re.match(r"\||!\[", line)] == []


def test_the_changelog_says_each_thing_in_one_line():
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("## ", 1)[1].splitlines()[1:]
    assert [line for line in lines if line and not line.startswith(("* ", "## "))] == []
