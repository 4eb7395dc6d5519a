"""The sheet Groups: each key question by the facts of the cases, as the page of groups shows them."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from audit.exports.certainty import tenths
from audit.exports.leaving.contents import Contents
from audit.exports.workbook.cells import CellPlaces, Column
from audit.exports.workbook.sheets import Sheets
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.method.framework import KeyQuestion
from audit.method.groups.compared import RelativeRate, can_be_compared, reference_of, relative_rate
from audit.method.groups.shown import ShownGroup
from audit.method.groups.values import Fact
from audit.method.groups.words import extra_text, names_of, why_joined
from audit.method.words import Words
from audit.results.groups.pages.groups import RATINGS_ONLY, REMOVED, few_cases
from audit.results.groups.pages.names import in_order, name_of_value, title_of

GROUPS = "Groups"
ABOUT = (
    "Relative rate: how many times as often a group is sufficient as the largest group of its fact. If its interval "
    "holds 1, chance alone could explain it."
)
NONE = "No group can be shown."


class GroupRow(NamedTuple):
    """A group of a fact in one question. `reference`: the group it is compared with; None if it is not compared."""

    question: KeyQuestion
    fact: Fact
    group: ShownGroup
    reference: ShownGroup | None
    rate: RelativeRate | None


def add_groups(sheets: Sheets, contents: Contents, places: CellPlaces) -> None:
    """Add the sheet; an answers file has no facts of cases."""
    if contents.audit:
        columns, rows = group_columns(contents.report.words), group_rows(contents)
        sheets.add(GROUPS, about_groups(contents), columns, rows)


def group_rows(contents: Contents) -> Iterator[GroupRow]:
    """Yield the rows of every key question that has groups, fact by fact."""
    for question in contents.report.framework.key_questions:
        for fact, groups in contents.groups_of_key_questions.get(question.code, {}).items():
            ordered = in_order(fact, groups)
            reference = reference_of(ordered)
            yield from (_row(question, fact, group, reference) for group in ordered)


def _row(question: KeyQuestion, fact: Fact, group: ShownGroup, reference: ShownGroup | None) -> GroupRow:
    if group is reference or not (reference and can_be_compared(group)):
        return GroupRow(question, fact, group, None, None)
    return GroupRow(question, fact, group, reference, relative_rate(group.tally, reference.tally))


def group_columns(words: Words) -> list[Column]:
    """Return the Columns of the sheet, for GroupRows."""
    return [
        Column("Code", 7, lambda row, line: row.question.code),
        Column("Key question in short", 32, lambda row, line: words.title_of(row.question)),
        Column("Fact", 22, lambda row, line: title_of(row.fact)),
        Column("Group", 24, lambda row, line: names_of(row.group, _name(row))),
        Column("Yes", 6, lambda row, line: row.group.tally.yes if row.group.tally else None),
        Column("Applicable (n)", 11, lambda row, line: row.group.tally.applicable if row.group.tally else None),
        Column("Per cent", 9, lambda row, line: row.group.percent if row.group.tally else NOT_SHOWN),
        Column("95% interval from", 10, lambda row, line: _bound(row.group.interval, "low")),
        Column("95% interval to", 10, lambda row, line: _bound(row.group.interval, "high")),
        Column("Few cases", 7, lambda row, line: "few" if few_cases(row.group) else None),
        Column("Compared with", 22, lambda row, line: names_of(row.reference, _name(row)) if row.reference else None),
        Column("Relative rate", 9, lambda row, line: row.rate and round(row.rate.rate, 2)),
        Column("Relative rate from", 9, lambda row, line: row.rate and round(row.rate.low, 2)),
        Column("Relative rate to", 9, lambda row, line: row.rate and round(row.rate.high, 2)),
        Column("Why joined, and extra cases", 36, lambda row, line: _said_of(row)),
    ]


def about_groups(contents: Contents) -> str:
    """Return the sentence above the table, and why it has no rows if it has none."""
    if any(contents.groups_of_key_questions.values()):
        return ABOUT
    if contents.report.ratings_only:
        return RATINGS_ONLY
    return REMOVED if contents.audit.removed_at else NONE


def _name(row: GroupRow):
    return partial(name_of_value, row.fact)


def _bound(interval, end):
    return tenths(getattr(interval, end)) if interval else None


def _said_of(row: GroupRow) -> str:
    return " ".join(filter(None, (why_joined(row.group, _name(row)), extra_text(row.group))))
