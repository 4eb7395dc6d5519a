"""The feedback sheet of a practitioner as a document: strengths first, then what was missing and what must happen."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from django.utils.formats import date_format

from audit.exports.documents.reads.feedback import FeedbackLine, FeedbackSheet
from audit.exports.leaving.report_template import template_of
from audit.method.rating.explain import notice_of
from cases.documents.blocks import Block, Bullets, Document, Heading, Paragraph

FOR_SUPERVISION = (
    "This is for supervision. No figure here says how good someone’s work is, and nothing here is for capability, pay "
    "or discipline."
)
NONE = "There are no findings to give feedback on."
NOTHING_TO_DO = "Nothing has to be done."


def write_feedback(sheet: FeedbackSheet, stream: BinaryIO) -> None:
    """Write the sheet as a Word file, in the styles of the PDU's template if it has one."""
    from cases.documents.word_file import write_document  # pages need no Word files

    write_document(feedback_document(sheet), stream, template_of(sheet.practitioner.team.unit))


def feedback_document(sheet: FeedbackSheet) -> Document:
    """Return the sheet as its Word file and its page print it."""
    team = sheet.practitioner.team
    made = date_format(sheet.made_at, "j F Y")
    about = f"{sheet.case}. " if sheet.case else ""
    return Document(
        title=f"Feedback sheet: {sheet.practitioner}",
        author=str(team.unit),
        notice=notice_of(str(team.unit), rated=False),
        running=f"For supervision, {made}.",
        made_at=sheet.made_at,
        blocks=[
            Paragraph(FOR_SUPERVISION, is_notice=True),
            Paragraph(f"{about}{team}, {team.unit}. Made on {made}."),
            *_findings(sheet.lines),
        ],
    )


def _findings(lines: Sequence[FeedbackLine]) -> Iterator[Block]:
    if not lines:
        yield Paragraph(NONE)
    strengths = [line for line in lines if line.is_strength]
    gaps = [line for line in lines if not line.is_strength]
    for title, found in (("What was done well", strengths), ("What was missing, and what must happen", gaps)):
        if found:
            yield Heading(title)
        for line in found:
            yield Heading(line.question, 2)
            yield Paragraph(line.text)
            yield Bullets([line.case, *(() if line.is_strength else _what_happens(line))])


def _what_happens(line: FeedbackLine) -> Iterator[str]:
    yield f"By {date_format(line.due, 'j F Y')}, {line.owner}" if line.due else NOTHING_TO_DO
    yield f"Where it stands: {line.state.words}"
