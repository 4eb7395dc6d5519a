"""The surveys of an audit, ready to print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from audit.evidence.surveys.composition import NOT_SAID, ComparedShare, shares_of
from audit.evidence.surveys.guess import BACKGROUND, NO, NOT_RELEVANT, QUOTES, YES
from audit.evidence.surveys.reads import columns_of, figures_of, groups_of
from audit.evidence.surveys.sentence import share_of
from audit.evidence.surveys.sheets import SurveyColumn
from audit.method.certainty.words import interval_text
from audit.method.groups.compared import Comparison, compare_groups
from audit.method.groups.shown import Reason, ShownGroup
from audit.method.groups.words import comparison_text, names_of
from audit.models import Survey
from audit.results.pages.figures import Bar, whisker_of
from cases.counted import counted
from cases.listed import listed

MEANINGS = ((YES, "Yes"), (NO, "No"), (NOT_RELEVANT, "Not relevant"))
JOINED = "Counted together, since fewer than 5 of one of them answered."
HIDDEN = "Not shown: a group would have fewer than 5 relevant respondents."
OTHER_FACTS = "Not shown: together with another breakdown it would give one respondent's answer away."


@dataclass(frozen=True)
class ShareLine:
    """A figure of all respondents or of a group. `bar`: None without a percentage. `note`: why groups are joined."""

    name: str
    share: str
    bar: Bar | None
    note: str = ""


@dataclass(frozen=True)
class QuestionLine:
    """A question of a survey. `counted_as`: (how they count, such as "Yes"; the answers in words)."""

    key: str
    line: ShareLine
    counted_as: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class BackgroundBlock:
    """Groups of a question by a background, or the respondents beside the caseload."""

    title: str
    lines: tuple[Any, ...]
    note: str = ""


def respondents_text(survey: Survey) -> str:
    """Return for example "67 people answered, of 120 who were asked (56%)"."""
    answered = f"{counted(survey.respondents, 'person', 'people')} answered"
    if survey.asked is None:
        return answered
    share = (200 * survey.respondents + survey.asked) // (2 * survey.asked)
    return f"{answered}, of {survey.asked:,} who were asked ({share}%)"


def question_lines(survey: Survey) -> list[QuestionLine]:
    """Return the questions of a survey with their figures."""
    return [
        QuestionLine(column.key, _line(column.name, figure), tuple(_counted_as(column)))
        for column, _, figure in figures_of(survey)
    ]


def group_blocks(survey: Survey, question: str) -> list[BackgroundBlock]:
    """Return the groups of a question, a block for each background."""
    titles = {column.key: column.name for column in columns_of(survey, BACKGROUND)}
    found = groups_of(survey, question)
    compared = compare_groups(found)
    return [BackgroundBlock(titles[key], tuple(_group_lines(found[key], compared[key]))) for key in found]


def composition_blocks(survey: Survey) -> list[BackgroundBlock]:
    """Return the respondents beside the caseload, a block for each background. Each line has two bars."""
    return [
        BackgroundBlock(column.name, tuple(map(_compared_line, lines)), source and f"Caseload: {source}.")
        for column, lines, source in shares_of(survey)
    ]


def quote_blocks(survey: Survey) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield (what was asked, texts) of each column of quotes that still has texts."""
    for column in columns_of(survey, QUOTES):
        if texts := survey.quotes.get(column.key):
            yield column.name, texts


def _group_lines(groups: Sequence[ShownGroup], compared: Sequence[Comparison]) -> Iterator[ShareLine]:
    said = {each.group.values: comparison_text(each, _name_of) for each in compared}
    for group in groups:
        name = names_of(group, _name_of)
        if group.tally is None:
            yield ShareLine(name, "", None, OTHER_FACTS if Reason.OTHER_FACTS in group.reasons.values() else HIDDEN)
        else:
            joined = JOINED if len(group.values) > 1 else ""
            yield _line(name, group, " ".join(filter(None, (said.get(group.values, ""), joined))))


def _name_of(answer: str) -> str:
    return answer or NOT_SAID


def _line(name: str, group: ShownGroup | None, note: str = "") -> ShareLine:
    share, bar = share_of(group), None
    if group and group.percent is not None:
        label = f"{group.percent}% ({interval_text(group.interval)})"
        bar = Bar(group.percent, "none", (), label, whisker_of(group.interval))
    return ShareLine(name, share, bar, note)


def _compared_line(share: ComparedShare) -> tuple[str, Bar, Bar | None]:
    """Return (sentence, bar of the respondents, bar of the caseload)."""
    own = Bar(share.percent, "none", (), f"Respondents: {share.percent}%", "")
    if not share.caseload:
        return share.sentence, own, None
    return share.sentence, own, Bar(round(Decimal(share.caseload)), "none", (), f"Caseload: {share.caseload}%", "")


def _counted_as(column: SurveyColumn) -> Iterator[tuple[str, str]]:
    """Yield (how they count, answers), but nothing where each answer counts as what it says."""
    if all(answer.casefold() == dict(MEANINGS)[meaning].casefold() for answer, meaning in column.counts.items()):
        return
    for meaning, name in MEANINGS:
        if answers := column.answers_that_count(meaning):
            yield name, listed([f"“{answer}”" for answer in answers])
