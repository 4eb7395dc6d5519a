"""Keeping other people safe, from assessment to reviewing, ready to print."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from audit.method.groups.compared import compare_groups
from audit.method.groups.words import sentences_on_chance
from audit.results.groups.pages.groups import RATINGS_ONLY, FactBlock, fact_block, why_no_groups
from audit.results.groups.pages.names import in_order, name_of_value
from audit.results.groups.reads.groups import Groups
from audit.results.pages.figures import FigureLine, key_question_line
from audit.results.report import Report

FACTS = ("grade", "team", "start_month")
NO_WORDS = "The words file of this framework names no questions on keeping other people safe."
NO_CASES = "No review is submitted yet, so there are no figures."


@dataclass(frozen=True)
class Stage:
    """One question: `title` of its standard, `line` of all cases, and its groups. `reason`: why there are none."""

    title: str
    line: FigureLine
    reason: str
    blocks: tuple[FactBlock, ...]


@dataclass(frozen=True)
class PublicProtectionPage:
    """What the page shows. `reason`: why it shows nothing; else ""."""

    notice: str
    incomplete: str
    caution: str
    reason: str
    stages: tuple[Stage, ...]
    chance: tuple[str, ...]


def build_public_protection(
    report: Report, codes: Collection[str], groups: Mapping[str, Groups], *, removed: bool
) -> PublicProtectionPage:
    """Return the PublicProtectionPage. `codes`: of its questions. `groups`: {code: Groups}, as open to the reader."""
    ordered = {
        (code, fact): in_order(fact, found) for code in codes for fact, found in groups.get(code, {}).items() if found
    }
    compared = compare_groups(ordered)
    blocks = {
        code: tuple(fact_block(key[1], found, compared[key]) for key, found in ordered.items() if key[0] == code)
        for code in codes
    }
    names = {key: partial(name_of_value, key[1]) for key in ordered}
    nothing = NO_WORDS if not codes else NO_CASES if not report.rating.cases else ""
    return PublicProtectionPage(
        notice=report.notice,
        incomplete=report.incomplete,
        caution=report.caution,
        reason=nothing or (RATINGS_ONLY if report.ratings_only else ""),
        stages=() if nothing or report.ratings_only else tuple(_stages(report, codes, blocks, removed=removed)),
        chance=tuple(sentences_on_chance(compared, names)) if ordered else (),
    )


def _stages(report, codes, blocks, *, removed):
    for standard in report.rating.standards:
        for question in standard.key_questions:
            if question.code in codes:
                line = key_question_line(report, question, question in standard.limiting)
                reason = why_no_groups(report, question.code, removed=removed)
                yield Stage(standard.standard.title, line, reason, blocks[question.code])
