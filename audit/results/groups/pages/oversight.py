"""Oversight set against quality, ready to print: in sentences, and for every key question as a table."""

from dataclasses import dataclass

from audit.method.certainty.words import interval_text
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.method.groups.shown import ShownGroup
from audit.method.oversight.crossing import EFFECTIVE, NEEDED, Crossing
from audit.method.oversight.words import (
    CORRECTED,
    INDEPENDENT,
    JOINED,
    NAMES,
    QUALITIES,
    REMOVED,
    STATES,
    also_counted,
    sentence_by_oversight,
    sentence_by_quality,
    sentence_on_oversight,
    state_of_oversight,
)
from audit.method.rating.banding import Figure
from audit.models import Audit
from audit.results.groups.reads.oversight import cross_for
from audit.results.reads import numbers_seen_by
from audit.results.report import Report
from cases.models import User

HEADINGS = (
    *(f"Sufficient with {NAMES[value][0]}" for value in NEEDED),
    *(f"Oversight effective if {quality}" for quality in QUALITIES),
)


@dataclass(frozen=True)
class OversightRow:
    """One key question by oversight, and oversight by it. `cells`: (heading, text)."""

    code: str
    title: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OversightPart:
    """What pages say about oversight and quality. `overall`: how often it was effective.

    `reason`: why nothing more is said, else "". `about`: what the comparison rests on. `joined`: why some groups stand
    together, "" if none do.
    """

    overall: str
    reason: str = ""
    sentences: tuple[str, ...] = ()
    about: str = INDEPENDENT
    joined: str = ""
    headings: tuple[str, ...] = HEADINGS
    rows: tuple[OversightRow, ...] = ()


def build_oversight(user: User, audit: Audit, report: Report, *, every_question: bool = False) -> OversightPart | None:
    """Return the OversightPart of an audit: on the first question on keeping people safe, or with all key questions.

    None if its framework has no item on oversight, or no case needed any.
    """
    words, figure = report.words, _figure_of_oversight(report)
    if figure is None or report.ratings_only:
        return None
    if figure.hidden:
        return OversightPart("", f"Oversight and quality are {NOT_SHOWN}.")
    if not figure.tally.applicable:
        return None
    overall = sentence_on_oversight(figure, report.interval_of(figure) if figure.percent else None)
    if reason := _why_not_compared(user, audit, report):
        return OversightPart(overall, reason)
    first = (*words.public_protection, *(question.code for question in report.framework.key_questions))[0]
    crossings = cross_for(user, audit, report, words.oversight, () if every_question else (first,))
    question = report.framework.questions[first]
    shown = [crossing for crossing in crossings if crossing.code == first]
    sentences = [say(each, question, words) for each in shown for say in (sentence_by_oversight, sentence_by_quality)]
    rows = tuple(_row(report, crossing) for crossing in crossings) if every_question else ()
    joined = JOINED if any(len(group.values) > 1 for each in crossings for group in each.groups) else ""
    return OversightPart(overall, sentences=tuple(filter(None, sentences)), joined=joined, rows=rows)


def _why_not_compared(user: User, audit: Audit, report: Report) -> str:
    if audit.removed_at:
        return REMOVED
    return CORRECTED if report.correction and numbers_seen_by(user, audit) is not None else ""


def _figure_of_oversight(report: Report) -> Figure | None:
    code = report.words.oversight
    return next((item for item in report.rating.items if item.code == code), None)


def _row(report: Report, crossing: Crossing) -> OversightRow:
    title = report.words.title_of(report.framework.questions[crossing.code])
    shares = [_share(crossing, share) for share in (crossing.if_sufficient, crossing.if_insufficient)]
    cells = [*(_cell(crossing.group_of(value), value) for value in NEEDED), *shares]
    shown = [NOT_SHOWN] * len(HEADINGS) if crossing.hidden else cells
    return OversightRow(crossing.code, title, tuple(zip(HEADINGS, shown, strict=True)))


def _share(crossing: Crossing, share: tuple[int, int] | None) -> str:
    """Return for example "11 of 24"; with the name of what is counted if that is more than effective oversight."""
    if not share:
        return ""
    state, also = state_of_oversight(crossing), also_counted(crossing)
    joined = f", {state}" if state != STATES[EFFECTIVE.key] else ""
    return f"{share[0]} of {share[1]}{joined}{f', {also} counted too' if also else ''}"


def _cell(group: ShownGroup | None, value: str) -> str:
    """Return for example "12 of 19, 63% (41% to 81%), together with none required"."""
    if group is None or group.tally is None:
        return "no cases"
    percent = f"{group.percent}%" if group.percent is not None else "few"
    sure = f" ({interval_text(group.interval)})" if group.interval else ""
    others = " and ".join(NAMES[each][0] for each in group.values if each != value)
    together = f", together with {others}" if others else ""
    return f"{group.tally.yes} of {group.tally.applicable}, {percent}{sure}{together}"
