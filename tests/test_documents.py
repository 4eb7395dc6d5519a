"""What readers of the documents rely on: lines that fit a window, and names of things that are there."""

import re
from collections import Counter

from tests.code_tree import ROOT

DOCUMENTS = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]
WIDEST = 120  # characters; a row of a table and the address of a link have to be one line


def test_lines_of_text_fit_a_window():
    lines = [(path.name, line) for path in DOCUMENTS for line in path.read_text(encoding="utf-8").splitlines()]
    wide = [(name, line) for name, line in lines if len(line) > WIDEST]
    assert [(name, line) for name, line in wide if not re.match(r"\||!\[|\[.+\]: http", line)] == []


def test_the_changelog_says_each_thing_in_one_line():
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("## ", 1)[1].splitlines()[1:]
    assert [line for line in lines if line and not line.startswith(("* ", "## "))] == []


def test_every_file_that_a_document_names_is_there():
    paths = re.compile(r"`((?:audit|cases|docs|templates|tests)/[\w./*-]*)`")
    named = [(document.name, path) for document in DOCUMENTS for path in paths.findall(document.read_text("utf-8"))]
    assert len(named) > 30
    assert [(document, path) for document, path in named if not any(ROOT.glob(path.rstrip("/")))] == []


def test_every_function_on_a_walk_through_the_architecture_is_in_its_file():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    steps = re.findall(r"^\| `([\w./]+)` \| (`[^|]+) \|", text, re.MULTILINE)
    named = [(file, name) for file, names in steps for name in re.findall(r"`(\w+)`", names)]
    assert len(named) > 30
    said = {file: (ROOT / file).read_text(encoding="utf-8") for file, _ in steps}
    assert [
        (file, name) for file, name in named if not re.search(rf"^ *(def |class |){name}\b", said[file], re.M)
    ] == []


def headings_of(path):
    """The anchors of a document's headings, as a page of the repository makes them."""
    plain = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.+)$", plain, re.M)}


def test_no_document_has_a_section_twice():
    sections = [
        (path.name, line) for path in DOCUMENTS for line in path.read_text("utf-8").splitlines() if line[:3] == "## "
    ]
    assert [name for name, number in Counter(sections).items() if number > 1] == []


def test_every_link_of_a_document_leads_to_a_file_and_a_heading_that_are_there():
    links = re.compile(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)")
    found = [(path, *link) for path in DOCUMENTS for link in links.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 30
    leads = [(path.name, (path.parent / file) if file else path, heading) for path, file, heading in found]
    assert [link for link in leads if not link[1].exists() or (link[2] and link[2] not in headings_of(link[1]))] == []
