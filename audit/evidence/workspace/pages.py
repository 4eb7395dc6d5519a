"""The workspace, ready to print."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from audit.evidence.citable import Citable
from audit.evidence.workspace.offered import WHOLE, rating_label, supports_choices
from audit.evidence.workspace.reads import (
    evidence_for,
    figures_shown,
    indicators_on,
    may_write,
    numbers_of_evidence,
    where_to_confirm,
)
from audit.method.framework import SOURCES, Framework, Standard
from audit.models import Audit, EvidenceEntry, StandardText
from audit.results.pages.result import StandardBlock, standard_block
from audit.results.report import Report
from cases.models import User

DONE, BEGUN, TO_DO = ("Done", "green"), ("In progress", "light-blue"), ("Not begun", "grey")
NO_TEXT = ("Nothing written", "grey")  # once an audit is signed off, nothing is left to do
GONE = "The figure that was cited is no longer there."


@dataclass(frozen=True)
class StandardLine:
    """A standard in the list of all. `state`, `colour`: of its tag. `draft`: the draft rating, "" without one."""

    block: StandardBlock
    address: str
    state: str
    colour: str
    draft: str
    evidence: int


@dataclass(frozen=True)
class EvidenceLine:
    """A piece of evidence. `supports`: in words, "" for neither. `figure`: the sentence of what it cites, `where` its
    page; "" without.

    The addresses `change` and `delete` are "" for those who may not write.
    """

    entry: EvidenceEntry
    supports: str
    figure: str
    where: str
    change: str
    delete: str


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question under the standard with its evidence. `code`: "" for the standard as a whole."""

    code: str
    text: str
    look_for: str
    source: str
    lines: tuple[EvidenceLine, ...]


@dataclass(frozen=True)
class Workspace:
    """One standard. `rated`: the framework gives ratings. `confirm`: the address at which the reader confirms its
    rating, or "".

    `draft`, `contributors`: as stored, for those who write. `indicators`: those that belong to it and are not cited.
    """

    standard: Standard
    block: StandardBlock
    rated: bool
    incomplete: str
    questions: list[AnsweredQuestion]
    indicators: list[Citable]
    contributors: str
    draft: str
    may_decide: bool
    confirm: str


def build_workspace(user: User, audit: Audit, report: Report, standard: Standard, stored: StandardText) -> Workspace:
    """Return the Workspace of a standard as this person sees it. `stored`: what is written about it."""
    rated = next(each for each in report.rating.standards if each.code == standard.code)
    block, writes = standard_block(report, rated), may_write(audit)
    entries, figures = evidence_for(audit, standard.code), figures_shown(audit, report)
    return Workspace(
        standard=standard,
        block=block,
        rated=report.framework.rated,
        incomplete=report.incomplete if standard.from_cases else "",
        questions=answered_questions(report.framework, standard, entries, figures, may_write=writes),
        indicators=indicators_on(audit, standard.code, entries),
        contributors=stored.contributors,
        draft=rating_label(stored.draft_rating),
        may_decide=writes,
        confirm=where_to_confirm(user, audit, standard.code),
    )


def standard_lines(audit: Audit, report: Report) -> list[StandardLine]:
    """Return a line for each standard, in the order of the framework; two queries."""
    numbers = numbers_of_evidence(audit)
    drafts = {text.standard: text.draft_rating for text in audit.standard_texts.all()}
    return [_line(audit, report, rated, numbers.get(rated.code, 0), drafts) for rated in report.rating.standards]


def _line(audit, report, rated, evidence, drafts):
    block = standard_block(report, rated)
    state, colour = _state_of(report.framework, block, begun=bool(evidence) or block.code in drafts)
    if audit.signed_off_at and state != DONE[0]:
        state, colour = NO_TEXT
    draft = "" if audit.signed_off_at else rating_label(drafts.get(block.code, ""))
    return StandardLine(
        block, reverse("standard_workspace", args=[audit.pk, block.code]), state, colour, draft, evidence
    )


def _state_of(framework: Framework, block: StandardBlock, *, begun: bool) -> tuple[str, str]:
    """A standard is done once people judged it; one that its cases rate, and one without rating, once it has a text."""
    judged = framework.rated and not block.from_cases
    if block.judgement if judged else block.written:
        return DONE
    return BEGUN if begun or block.written else TO_DO


def answered_questions(
    framework: Framework,
    standard: Standard,
    entries: Iterable[EvidenceEntry],
    figures: Mapping[str, Citable],
    *,
    may_write: bool,
) -> list[AnsweredQuestion]:
    """Return the questions under a standard with their evidence, last what is for the standard as a whole.

    `figures`: {key: Citable}, as the reader sees them. Evidence for a question that the framework does not have stands
    with the standard as a whole.
    """
    asked = {each.code: each for each in standard.sub_questions}
    lines: dict[str, list[EvidenceLine]] = {code: [] for code in (*asked, "")}
    for entry in entries:
        line = evidence_line(entry, figures, framework, may_write=may_write)
        lines[entry.sub_question if entry.sub_question in asked else ""].append(line)
    blocks = [
        AnsweredQuestion(code, each.text, each.look_for, SOURCES.get(each.source, ""), tuple(lines[code]))
        for code, each in asked.items()
    ]
    return [*blocks, AnsweredQuestion("", WHOLE if asked else "", "", "", tuple(lines[""]))]


def evidence_line(
    entry: EvidenceEntry, figures: Mapping[str, Citable], framework: Framework, *, may_write: bool
) -> EvidenceLine:
    """Return the EvidenceLine of an entry."""
    cited = figures.get(entry.cites)
    place = [entry.audit_id, entry.standard, entry.pk]
    neither = entry.supports == EvidenceEntry.Supports.NEITHER
    return EvidenceLine(
        entry,
        "" if neither else dict(supports_choices(framework))[entry.supports],
        cited.sentence if cited else GONE if entry.cites else "",
        cited.where if cited else "",
        reverse("change_evidence", args=place) if may_write else "",
        reverse("delete_evidence", args=place) if may_write else "",
    )
