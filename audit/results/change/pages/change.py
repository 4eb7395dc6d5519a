"""What changed since an earlier audit of the PDU, ready to print."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.method.change.figures import Figures
from audit.method.change.same_cases import PairedChange
from audit.method.change.words import change_text, how_far_chance_reaches, paired_text
from audit.method.framework import KeyQuestion
from audit.method.groups.shown import FEW
from audit.method.rating.banding import percent
from audit.method.tally import Tally
from audit.models import Audit
from audit.models.sentences import day
from audit.results.change.compared import ComparedQuestion, compare_questions
from audit.results.change.reads import SignedResult, earlier_of, figures_of_report
from audit.results.report import Report
from cases.counted import counted

FIRST = "This is the first audit of the PDU by these questions."
NO_CASES = "No case counts in this audit, so there is nothing to compare."
OTHER_FILE = "its framework file has changed since, or is gone"


@dataclass(frozen=True)
class ChangeLine:
    """One key question in two audits. `before` and `after`: "45%, 25 of 56".

    `change`: for example "+7 points (-11 to +25): within chance", or why no change is known.
    """

    name: str
    before: str
    after: str
    change: str
    limiting: bool
    known: bool


@dataclass(frozen=True)
class ChangePart:
    """What changed since the result `earlier`; None, and `reason` says why, if there is nothing to compare.

    `compared`: what the `lines` print, as numbers.
    `reach`: how far chance alone moves a percentage. `notes`: what a reader must know of the comparison.
    `followed`: the primary key of the audit that this one follows.
    """

    earlier: SignedResult | None
    compared: tuple[ComparedQuestion, ...] = ()
    lines: tuple[ChangeLine, ...] = ()
    reach: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    followed: int | None = None

    @property
    def follows(self) -> bool:
        """Return whether the audit was planned to follow the earlier one."""
        return self.earlier is not None and self.earlier.audit.pk == self.followed

    @property
    def main_lines(self) -> tuple[ChangeLine, ...]:
        """Return the lines of the limiting questions that can be compared, or of all where none is limiting."""
        known = tuple(line for line in self.lines if line.known)
        return tuple(line for line in known if line.limiting) or known


def build_change(report: Report, results: list[SignedResult], audit: Audit) -> ChangePart:
    """Return the ChangePart of an audit. `results`: those of its unit, the earliest first."""
    now = figures_of_report(report)
    earlier = earlier_of(results, audit, now)
    notes = tuple(_on_what_it_follows(results, audit, earlier))
    if earlier is None or not report.rating.cases:
        return ChangePart(None, reason=FIRST if earlier is None else NO_CASES, notes=notes)
    limiting = {question.code for standard in report.rating.standards for question in standard.limiting}
    compared = compare_questions(earlier.figures, now)
    return ChangePart(
        earlier=earlier,
        compared=compared,
        lines=tuple(_line(each, now, limiting) for each in compared),
        reach=how_far_chance_reaches(earlier.figures.draw, now.draw),
        notes=notes,
        followed=audit.follows_id,
    )


def paired_lines(now: Figures, paired: Mapping[str, PairedChange]) -> tuple[tuple[str, str], ...]:
    """Return (name of the question, its change in the cases of both audits) for each PairedChange."""
    named = {question.code: question for question in now.framework.key_questions}
    return tuple((_name(now, named[code]), paired_text(change)) for code, change in paired.items())


def name_audits(results: list[SignedResult], now: Figures) -> tuple[str, ...]:
    """Return each audit with its sign-off, and what of its questions can be compared if it is by another framework."""
    return tuple(
        f"{each.audit.title}, signed off on {day(each.signed_on)}{_what_is_comparable(each.figures, now)}"
        for each in results
    )


def _what_is_comparable(figures: Figures | None, now: Figures) -> str:
    if figures is None:
        return f": not comparable, {OTHER_FILE}"
    paired, framework = now.same_in(figures), figures.framework
    is_version = framework.code == now.framework.code
    if is_version and len(paired) == len(now.framework.key_questions):
        return ""
    same = counted(len(paired), "question is", "questions are") if paired else "no question is"
    return f", by {f'version {framework.version}' if is_version else framework.title}: {same} the same"


def _on_what_it_follows(results: list[SignedResult], audit: Audit, earlier: SignedResult | None):
    if audit.follows_id is None or (earlier and earlier.audit.pk == audit.follows_id):
        return
    signed = any(result.audit.pk == audit.follows_id for result in results)
    why = "has none of the same questions" if signed else "has no signed-off result yet"
    yield f"This audit follows “{audit.follows}”, which {why}."


def _line(compared: ComparedQuestion, now: Figures, limiting: set[str]) -> ChangeLine:
    code, change = compared.question.code, compared.change
    was_asked = compared.before is not None
    return ChangeLine(
        name=_name(now, compared.question),
        before=figure_text(compared.before) + _asked_as(code, compared.there) if was_asked else "",
        after="" if compared.after is None else figure_text(compared.after),
        change=change_text(change) if change else compared.why_not,
        limiting=code in limiting,
        known=change is not None,
    )


def _name(now: Figures, question: KeyQuestion) -> str:
    return f"{question.code} {now.words.title_of(question)}"


def figure_text(tally: Tally) -> str:
    """Return for example "45%, 25 of 56", "3 of 7 (few)", or "no cases"."""
    if not tally.applicable:
        return "no cases"
    counts = f"{tally.yes} of {tally.applicable}"
    return f"{counts} (few)" if tally.applicable < FEW else f"{percent(tally)}%, {counts}"


def _asked_as(code: str, there: str) -> str:
    return "" if code == there else f" (asked as {there})"
