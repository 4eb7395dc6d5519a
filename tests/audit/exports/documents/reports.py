"""Reports of small results, as documents."""

from datetime import UTC, datetime
from types import SimpleNamespace

from audit.exports.documents.report import report_document
from audit.exports.leaving.contents import Contents
from audit.exports.leaving.profiles import Leaving

MADE = datetime(2024, 2, 16, 9, 30, tzinfo=UTC)


def document_of(report, leaving=None, recommendations=(), beside_cases=None):
    """The report of a Report without an audit in the database."""
    audit = SimpleNamespace(pk=3)
    contents = Contents(audit, leaving or Leaving(), report, None, MADE, recommendations)
    vars(contents).update(groups={}, beside_cases=beside_cases or {})  # as if they had been read
    return report_document(contents)


def said_in(document):
    """Every text of a document, in its order."""
    return [document.notice, document.title, *(text for block in document.blocks for text in _said(block))]


def _said(block):
    if block.kind == "bullets":
        return block.texts
    if block.kind == "table":
        return [block.caption, *block.headings, *(cell for row in block.rows for cell in row)]
    return [block.description if block.kind == "chart" else block.text]
