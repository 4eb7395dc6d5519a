"""The sentences on oversight and quality: the same on pages and in files."""

from collections.abc import Sequence

from audit.method.certainty.interval import Interval
from audit.method.certainty.words import interval_text
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.method.framework import Question
from audit.method.groups.shown import ShownGroup
from audit.method.oversight.crossing import EFFECTIVE, NEEDED, Crossing
from audit.method.rating.banding import Figure
from audit.method.tally import Tally
from audit.method.words import Words
from cases.counted import counted

INDEPENDENT = (
    "Both answers come from the reviews of this audit, so no one judged their own oversight. This does not show that "
    "one caused the other."
)
REMOVED = "The cases are deleted, so oversight can no longer be set against quality."
CORRECTED = "Oversight and quality are not shown, because beside the earlier version they could reveal a few cases."
JOINED = "A group that is too small to show alone is counted together with another one."
QUALITIES = ("sufficient", "insufficient")
# what a group is called in full, and after another one where every group stands alone
NAMES = {
    "yes": ("effective oversight", "effective"),
    "no": ("insufficient oversight", "insufficient"),
    "absent": ("no oversight", "none"),
    "na": ("none required", "none required"),
    "": ("no answer about it", "no answer about it"),
}
STATES = {"yes": "effective", "no": "insufficient", "absent": "absent", "na": "not required", "": "not answered"}


def sentence_on_oversight(figure: Figure, interval: Interval | None) -> str:
    """Return for example "Oversight was effective in 15 of 52 cases that needed it (29%, 18% to 42%)."."""
    percent = f"{figure.percent}%" if figure.percent is not None else ""
    sure = ", ".join(filter(None, (percent, interval_text(interval))))
    share = f"{figure.tally.yes} of {figure.tally.applicable}"
    return f"Oversight was effective in {share} cases that needed it{f' ({sure})' if sure else ''}."


def sentence_by_oversight(crossing: Crossing, question: Question, words: Words) -> str:
    """Return for example "Safety assessments were sufficient in 11 of 15 cases with effective oversight, 13 of 21 with
    insufficient, 0 of 16 with none."; "" without a case that needed oversight.
    """
    work = words.work.get(question.code)
    subject = f"{work[0].upper()}{work[1:]}" if work else question.code
    if crossing.hidden:
        return f"{subject} by oversight {'are' if work else 'is'} {NOT_SHOWN}."
    alone = all(len(group.values) == 1 for group in crossing.groups)
    parts = [_with_oversight(group, is_first=not place, alone=alone) for place, group in enumerate(crossing.groups)]
    return f"{subject} {'were' if work else 'was'} sufficient in {', '.join(parts)}." if parts else ""


def sentence_by_quality(crossing: Crossing, question: Question, words: Words) -> str:
    """Return for example "Oversight was effective in 11 of 24 cases with sufficient safety assessments, and in 4 of 28
    cases with insufficient safety assessments."; "" without a figure.
    """
    work = words.work.get(question.code)
    which = [f"with {quality} {work}" if work else f"{quality} in {question.code}" for quality in QUALITIES]
    shares = zip((crossing.if_sufficient, crossing.if_insufficient), which, strict=True)
    parts = [f"in {share[0]} of {counted(share[1], 'case')} {name}" for share, name in shares if share]
    if crossing.hidden or not parts:
        return ""
    state, also = state_of_oversight(crossing), also_counted(crossing)
    named = f"effective, {state.removeprefix('effective ')}," if state != "effective" else state
    return f"Oversight was {named} {', and '.join(parts)}.{f' Cases with {also} are counted too.' if also else ''}"


def state_of_oversight(crossing: Crossing) -> str:
    """Return what `if_sufficient` and `if_insufficient` count: "effective", or "effective or not required"."""
    effective = crossing.group_of(EFFECTIVE.key)
    return " or ".join(STATES[value] for value in (effective.values if effective else (EFFECTIVE.key,)))


def also_counted(crossing: Crossing) -> str:
    """Return what cases that needed no oversight, joined with cases that had none, are called; "" without any."""
    groups = [group for group in crossing.groups if EFFECTIVE.key not in group.values]
    return " or ".join(NAMES[value][0] for group in groups for value in group.values if value not in NEEDED)


def name_of(values: Sequence[str]) -> str:
    """Return what a group of cases is called, such as "effective oversight or none required"."""
    return " or ".join(NAMES[value][0] for value in values)


def _with_oversight(group: ShownGroup, *, is_first: bool, alone: bool) -> str:
    """`alone`: no group of the sentence is joined, so that "with none" cannot be read as none required."""
    tally = group.tally or Tally()
    cases = counted(tally.applicable, "case") if is_first else str(tally.applicable)
    few = " (few)" if group.few else ""
    name = NAMES[group.values[0]][1] if alone and not is_first else name_of(group.values)
    return f"{tally.yes} of {cases} with {name}{few}"
