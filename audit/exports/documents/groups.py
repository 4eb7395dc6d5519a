"""The part of the report on groups: who fares differently in the questions that limit the standards."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from audit.exports.leaving.contents import Contents
from audit.method.groups.compared import compare_groups
from audit.method.groups.shown import ShownGroup
from audit.method.groups.values import Fact
from audit.method.groups.words import sentences_on_chance
from audit.method.rating.lowest_score import limiting_of
from audit.results.groups.pages.groups import NOT_SHOWN, FactBlock, fact_block
from audit.results.groups.pages.names import in_order, name_of_value
from audit.results.report import Report
from cases.documents.blocks import Block, Bullets, Heading, Paragraph, Table

INTRODUCTION = (
    "Only the lowest question of each standard is shown here. The groups of every question are in the workbook and in "
    "the data files."
)
NONE = "No figures of groups can be shown."


def groups_part(contents: Contents) -> Iterator[Block]:
    """Yield the groups of each question that limits a standard, as far as the profile shows them."""
    report = contents.report
    if not report.rating.cases:
        return
    yield Heading("Groups")
    found = {code: _known(report, code, contents.groups.get(code, {})) for code in _lowest(report)}
    shown = {code: facts for code, facts in found.items() if facts}
    yield Paragraph(INTRODUCTION if shown else NONE)
    for code, facts in shown.items():
        yield from _of_question(report, code, facts)


def _lowest(report: Report) -> list[str]:
    """Return the codes of the questions that limit a standard, or are its lowest where nothing is rated."""
    applied = [
        [each for each in standard.key_questions if each.tally.applicable] for standard in report.rating.standards
    ]
    return [question.code for questions in applied if questions for question in limiting_of(questions)]


def _known(report: Report, code: str, groups: Mapping[Fact, Sequence[ShownGroup]]) -> dict[Fact, list[ShownGroup]]:
    """Return the facts that are known of a case, with their groups in the order of pages."""
    ordered = {fact: in_order(fact, found) for fact, found in groups.items() if found}
    return {fact: found for fact, found in ordered.items() if any(value for group in found for value in group.values)}


def _of_question(report: Report, code: str, facts: Mapping[Fact, Sequence[ShownGroup]]) -> Iterator[Block]:
    compared = compare_groups(facts, {})
    blocks = [fact_block(fact, found, compared[fact]) for fact, found in facts.items()]
    title = report.words.title_of(report.framework.questions[code])
    yield Heading(f"{code} {title}", 2)
    rows = [row for block in blocks for row in _rows(block)]
    headings = ("Fact", "Group", "Sufficient", "Per cent", "95% interval")
    yield Table(f"{code}: sufficient work by group", headings, rows, (5, 7, 4, 3, 4))
    joined = [line.joined for block in blocks for line in block.lines if line.joined]
    names = {fact: partial(name_of_value, fact) for fact in facts}
    yield Bullets([*dict.fromkeys(joined), *sentences_on_chance(compared, names)])


def _rows(block: FactBlock) -> Iterator[tuple[str, str, str, str, str]]:
    for line in block.lines:
        if line.share != NOT_SHOWN:
            yield block.title, line.name, line.share, "few" if line.few else line.percent, line.interval
