"""Check that the parts of a framework file fit together: codes, conditions and bands."""

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from audit.method.answers import APPLICABLE, Value
from audit.method.conditions.rules import ASK, AllOf, Condition, Listed
from audit.method.framework import Framework
from audit.method.loading.kinds import check_kinds
from audit.method.loading.toml_table import Table

_TWO = (Value.YES, Value.NO)


def check_fit(top: Table, framework: Framework, *, extends_more: bool = False) -> None:
    """Note every part that does not fit, with its remedy, on the file's top-level table.

    `extends_more`: it extends several files, or one that extends another.
    """
    _check_format(top, framework, extends_more=extends_more)
    if framework.fragment:
        return  # what it leaves out, the files that extend it have
    if not framework.questions and not framework.standards:
        top.note('there are no "standards" and no "item_groups", so it asks nothing. Add [[standards]].')
    _check_codes(top, framework)
    _check_conditions(top, framework)
    check_kinds(top, framework)
    if framework.rated:
        _check_answers(top, framework)
        _check_rating_bands(top, framework)
        _check_score_bands(top, framework)


def _check_codes(top: Table, framework: Framework) -> None:
    """Check that codes are unique, and that only standards from cases have questions."""
    _check_unique(top, [standard.code for standard in framework.standards])
    _check_unique(top, [group.code for group in framework.item_groups])
    _check_unique(top, [kind.code for kind in framework.kinds])
    asked_on_evidence = [each.code for standard in framework.standards for each in standard.sub_questions]
    asked_of_cases = [*_key_question_and_prompt_codes(framework), *(item.code for item in framework.items)]
    _check_unique(top, [*asked_of_cases, *asked_on_evidence])
    _check_numbers(top, list(framework.questions))
    for standard in framework.standards:
        if standard.from_cases != bool(standard.key_questions):
            top.note(f'standard {standard.code} must have key questions if judged_on = "cases", and none otherwise.')
        if standard.from_cases and standard.sub_questions:
            top.note(f"standard {standard.code} is judged on cases, so it has no sub_questions. Use key_questions.")
    if framework.format == 1:
        _check_parents(top, framework)
    else:
        _check_apart(top, framework, asked_of_cases + asked_on_evidence)


def _check_parents(top: Table, framework: Framework) -> None:
    """Check that each code begins with its parent's. In the second format codes are free."""
    for standard in framework.standards:
        for question in standard.key_questions:
            _check_below(top, f"{standard.code}.", question.code)
            for prompt in question.prompts:
                _check_below(top, question.code, prompt.code)


def _check_apart(top: Table, framework: Framework, asked: list[str]) -> None:
    """Check that no question has a standard's code: beside a figure the code says which of them it is of."""
    of_standards = {standard.code.casefold() for standard in framework.standards}
    for code in asked:
        if code.casefold() in of_standards:
            top.note(f'"{code}" is the code of a standard and of a question. Give the question a code of its own.')


def _key_question_and_prompt_codes(framework: Framework) -> list[str]:
    return [asked.code for question in framework.key_questions for asked in (question, *question.prompts)]


def _check_unique(top: Table, names: list[str]) -> None:
    """Check that no name is used twice. Capital letters make no difference, as in a spreadsheet's headings."""
    used = Counter(name.casefold() for name in names)
    last = {name.casefold(): name for name in names}
    for name, number in used.items():
        if number > 1:
            top.note(f'"{last[name]}" is used {number} times. Give each a code of its own.')


def _check_numbers(top: Table, codes: list[str]) -> None:
    """Check that no two codes are one number, as 2.1 and 2.10 are to a spreadsheet: it would mix up their answers."""
    first: dict[Decimal, str] = {}
    for code in codes:
        if re.fullmatch(r"\d{1,20}(\.\d{1,20})?([Ee]\d{1,2})?", code):
            other = first.setdefault(Decimal(code), code)
            if other != code:
                top.note(f'the codes "{other}" and "{code}" are the same number in a spreadsheet. Change one of them.')


def _check_below(top: Table, parent: str, code: str) -> None:
    if not code.startswith(parent) or code == parent:
        top.note(f'the code "{code}" is under "{parent}" and must begin with it.')


def _check_conditions(top: Table, framework: Framework) -> None:
    known = ", ".join(framework.conditions) or "none"
    for question in framework.questions.values():
        if question.applies_to and question.applies_to not in framework.conditions:
            top.note(f'{question.code} applies to "{question.applies_to}". Conditions in this file: {known}.')


def _check_format(top: Table, framework: Framework, *, extends_more: bool) -> None:
    """Check that a file of the first format holds nothing of the second, which older versions of this tool refuse."""
    if framework.format > 1:
        return
    sources = [
        framework.discretion.source,
        *(band.source for band in framework.rating_bands),
        *(band.source for band in framework.score_bands),
        *(standard.source for standard in framework.standards),
        *(question.source for question in framework.questions.values()),
    ]
    newer = {
        "fragment": framework.fragment,
        "extends of several files": extends_more,
        "kinds": framework.kinds,
        "sub_questions": [each for standard in framework.standards for each in standard.sub_questions],
        "source of a part": list(filter(None, sources)),
        "facts": framework.facts,
        "any, all, not, comparisons and unknown": [
            each for each in framework.conditions.values() if not _is_plain(each)
        ],
    }
    for what, held in newer.items():
        if held:
            top.note(f'"{what}" needs format = 2. Add format = 2 at the top of the file.')


def _is_plain(condition: Condition) -> bool:
    """Return whether the condition only lists values of facts, as in the first format."""
    parts = condition.rule.rules if isinstance(condition.rule, AllOf) else (condition.rule,)
    return condition.unknown == ASK and all(isinstance(part, Listed) for part in parts)


def _check_answers(top: Table, framework: Framework) -> None:
    """Check that a rated key question has two answers that count: its rating is a share of yes against no."""
    for question in framework.key_questions:
        more = [label for value, label in question.labels.items() if value in APPLICABLE and value not in _TWO]
        if more:
            top.note(
                f"{question.code} is rated, so one answer can count as yes and one as no. "
                f"Take the others out of its answer set: {', '.join(more)}."
            )


def _check_rating_bands(top: Table, framework: Framework) -> None:
    starts = [band.from_percent for band in framework.rating_bands]
    scores = [band.score for band in framework.rating_bands]
    if len(starts) < 2 or starts != sorted(set(starts)) or starts[0] != 0 or starts[-1] > 100:
        top.note(
            f'"rating_bands" begin at {starts}{_gaps_and_overlaps(framework)}. '
            "List two or more, lowest first, starting at 0, none above 100."
        )
    _check_unique(top, [band.rating for band in framework.rating_bands])
    if scores != sorted(set(scores)) or scores[:1] != [0]:
        top.note(f'"rating_bands" score {scores}. Scores must begin at 0 and rise with the bands.')


def _gaps_and_overlaps(framework: Framework) -> str:
    """Return in words which percentages would have no rating or two; "" if that is not what is wrong."""
    bands = framework.rating_bands
    gap = bands[0].from_percent if bands else 0
    told = [f"there is a gap: no rating below {gap}%"] if gap > 0 else []
    for band, after in pairwise(bands):
        if after.from_percent <= band.from_percent:
            told.append(f"“{band.rating}” and “{after.rating}” overlap at {after.from_percent}%")
    return "".join(f"; {each}" for each in told)


def _check_score_bands(top: Table, framework: Framework) -> None:
    ratings = [band.rating for band in framework.score_bands]
    if ratings != [band.rating for band in framework.rating_bands]:
        top.note(f'"score_bands" are {ratings}. List the same ratings, in the same order, as "rating_bands".')
    shares = [band.share_of_maximum for band in framework.score_bands]
    if shares != sorted(set(shares)) or min(shares, default=-1) < 0 or shares[-1] != 1:
        listed = ", ".join(f"{band.rating} {band.share_of_maximum}" for band in framework.score_bands)
        top.note(f'"score_bands" end at {listed} of the maximum. Shares must begin at 0 or more, rise, and end at "1".')
    for band in framework.score_bands:
        limit = int(framework.max_score * band.share_of_maximum)
        if band.up_to != limit:
            top.note(
                f"score band {band.rating} ends at {band.up_to}, but {band.share_of_maximum} of the maximum "
                f"{framework.max_score}, rounded down, is {limit}. Correct up_to or share_of_maximum."
            )
