"""The groups of one question, ready to print."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from audit.method.answers import Value
from audit.method.certainty.words import interval_text
from audit.method.groups.compared import Comparison, compare_groups, reference_of
from audit.method.groups.shown import Reason, ShownGroup
from audit.method.groups.tallies import is_of_practice
from audit.method.groups.values import Fact
from audit.method.groups.words import (
    REFERENCE_GONE,
    comparison_text,
    extra_text,
    names_of,
    sentences_on_chance,
    why_joined,
)
from audit.planning.extra_cases import can_be_asked_for
from audit.results.groups.choice import GroupChoice
from audit.results.groups.pages.names import in_order, name_of_value, title_of
from audit.results.pages.figures import Bar, whisker_of
from audit.results.report import Report

RATINGS_ONLY = "Ratings only are shown for this audit, so it has no groups."
HIDDEN = "The figure of this question is not shown to you, so its groups are not either."
REGROUPED = (
    "This version of the result was corrected. Beside those of the version before, the groups of this question would "
    "tell which cases changed, so they are not shown to you."
)
REMOVED = "The cases of this audit were deleted, so there are no groups any more."
ONE_GROUP = "Every case is in one group, so there is nothing to compare."
NOT_SHOWN = "not shown"
CROSSED = "Values are joined until each group has 10 cases of 3 practitioners, none with more than half."
NO_CASE = "No reviewed case has an answer to this question that counts."


@dataclass(frozen=True)
class GroupLine:
    """One group. `share`: "16 of 37". `percent`: "" for few cases. `few`: it is one of those.

    `sentences`: how it compares, why it is joined, how many cases are extra. `joined`: the second of these alone.
    `add`: [(name, address)] of the groups of which the next audit should have more cases. `choose`: the address that
    makes it the reference; "" if it is the reference, or cannot be.
    """

    name: str
    share: str
    percent: str
    interval: str
    few: bool
    bar: Bar
    is_reference: bool
    sentences: tuple[str, ...]
    joined: str
    choose: str
    add: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FactBlock:
    """One fact with its groups. `note`: why nothing is compared or shown; else ""."""

    title: str
    note: str
    lines: tuple[GroupLine, ...]


@dataclass(frozen=True)
class GroupsPage:
    """What the page of groups shows. `reason`: why it shows no group; else "". `chance`: what all comparisons say."""

    notice: str
    incomplete: str
    caution: str
    code: str
    text: str
    counted: str
    reason: str
    blocks: tuple[FactBlock, ...]
    chance: tuple[str, ...]


def build_groups_page(
    report: Report,
    choice: GroupChoice,
    groups: Mapping[Fact, Sequence[ShownGroup]],
    *,
    removed: bool,
    plan_again: str = "",
) -> GroupsPage:
    """Return the GroupsPage of a question.

    `groups`: of its facts, as they are open to the reader. `removed`: the cases of the audit were deleted.
    `plan_again`: the address of that page, for a reader who may plan the next audit; else "".
    """
    question = choice.question
    asked_first = sorted(groups, key=lambda fact: not isinstance(fact, tuple))  # the pair that was asked for
    ordered = {fact: in_order(fact, groups[fact]) for fact in asked_first if groups[fact]}
    compared = compare_groups(ordered, choice.references)
    return GroupsPage(
        notice=report.notice,
        incomplete=report.incomplete,
        caution=report.caution,
        code=question.shown_code,
        text=question.text,
        counted="Sufficient" if question.code in report.framework.standard_of else question.labels_of(Value.YES),
        reason=why_no_groups(report, question.code, removed=removed) or ("" if ordered else NO_CASE),
        blocks=tuple(fact_block(fact, found, compared[fact], choice, plan_again) for fact, found in ordered.items()),
        chance=tuple(sentences_on_chance(compared, {fact: partial(name_of_value, fact) for fact in ordered})),
    )


def why_no_groups(report: Report, code: str, *, removed: bool) -> str:
    """Return why a question of this reader's report has no groups; "" if it may have some."""
    if report.ratings_only:
        return RATINGS_ONLY
    if code in report.hidden_codes:
        return HIDDEN
    if code in report.regrouped:
        return REGROUPED
    return REMOVED if removed else ""


def fact_block(
    fact: Fact,
    found: Sequence[ShownGroup],
    compared: Sequence[Comparison],
    choice: GroupChoice | None = None,
    plan_again: str = "",
) -> FactBlock:
    """Return the FactBlock of a fact.

    `found`: its groups, in_order. `choice`: where a reference can be chosen. `plan_again`: see build_groups_page.
    """
    of_group = {comparison.group.values: comparison for comparison in compared}
    wanted = choice.references.get(fact, "") if choice else ""
    reference = reference_of(found, wanted)
    reference = reference if compared else None
    lines = tuple(
        replace(
            _line(fact, group, of_group.get(group.values), reference, choice),
            add=tuple(_groups_to_add(fact, group, of_group.get(group.values), plan_again)),
        )
        for group in found
    )
    gone = bool(wanted) and not (reference and wanted in reference.values)
    note = ONE_GROUP if len(found) == 1 and found[0].tally else REFERENCE_GONE if gone else ""
    if is_of_practice(fact) and not isinstance(fact, str):
        note = CROSSED
    return FactBlock(title_of(fact), note, lines)


def _line(
    fact: Fact,
    group: ShownGroup,
    comparison: Comparison | None,
    reference: ShownGroup | None,
    choice: GroupChoice | None,
) -> GroupLine:
    name = partial(name_of_value, fact)
    percent, interval = "" if group.percent is None else f"{group.percent}%", interval_text(group.interval)
    share = share_of(group)
    said = (comparison_text(comparison, name) if comparison else "", why_joined(group, name), extra_text(group))
    label = f"{percent} ({interval})" if interval else percent or share
    return GroupLine(
        name=names_of(group, name),
        share=share,
        percent=percent,
        interval=interval,
        few=few_cases(group),
        bar=Bar(group.percent, "none", (), label, whisker_of(group.interval)),
        is_reference=group is reference,
        sentences=tuple(filter(None, said)),
        joined=said[1],
        add=(),
        choose=choice.address_with(fact, group.values[0]) if choice and comparison and isinstance(fact, str) else "",
    )


def _groups_to_add(
    fact: Fact, group: ShownGroup, comparison: Comparison | None, plan_again: str
) -> Iterator[tuple[str, str]]:
    """Yield (name, address) for each group that is too small to show a real difference, if more can be drawn."""
    too_small = few_cases(group) or bool(comparison and comparison.too_small)
    if not plan_again or not isinstance(fact, str) or not too_small:
        return
    for value in group.values:
        if group.reasons.get(value) != Reason.OTHERS and (key := can_be_asked_for(fact, value)):
            yield name_of_value(fact, value), f"{plan_again}?{urlencode({'extra': key})}"


def few_cases(group: ShownGroup) -> bool:
    """Return whether the question applies to some cases of the group, but to too few for a percentage."""
    return group.few and bool(group.tally and group.tally.applicable)


def share_of(group: ShownGroup) -> str:
    """Return for example "16 of 37"."""
    if group.tally is None:
        return NOT_SHOWN
    return f"{group.tally.yes} of {group.tally.applicable}" if group.tally.applicable else "no cases"
