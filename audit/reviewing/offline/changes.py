"""What an uploaded review would change, and where somebody else has answered since it was downloaded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from audit.method.answers import AnswerChange
from audit.reviewing.offline.table import Typed, tidy

# what may stand where somebody answered in between: what is stored, the person's own answer, or that with both texts
THEIRS, MINE, BOTH = "theirs", "mine", "both"


class Stored(Protocol):
    """An Answer as far as it matters here."""

    value: int | None
    comment: str
    version: int


@dataclass(frozen=True)
class Comparison:
    """AnswerChanges on top of what is stored now. `conflicts` were typed on top of an earlier version.

    `not_asked`: what the facts of the case do not ask any more.
    """

    changes: tuple[AnswerChange, ...]
    conflicts: tuple[AnswerChange, ...]
    not_asked: tuple[Typed, ...]


def compare(typed: Sequence[Typed], answers: Mapping[str, Stored], asked: Collection[str]) -> Comparison:
    """Compare what was typed with the stored answers, {code: Stored}. What says the same is left out."""
    changes, conflicts, not_asked = [], [], []
    for each in typed:
        stored = answers.get(each.code)
        change = _change(each, stored)
        if each.code not in asked:
            not_asked.append(each)
        elif not _says_the_same(change, stored):
            (changes if change.based_on == each.version else conflicts).append(change)
    return Comparison(tuple(changes), tuple(conflicts), tuple(not_asked))


def _change(each, stored):
    """Only what was typed replaces what is stored, unless that was answered anew in between."""
    if stored is None:
        return AnswerChange(each.code, each.value, each.comment, 0)
    is_new = stored.version == each.version
    value = stored.value if is_new and not each.answer_touched else each.value
    comment = stored.comment if is_new and not each.comment_touched else each.comment
    return AnswerChange(each.code, value, comment, stored.version)


def _says_the_same(change, stored):
    value, comment = (stored.value, stored.comment) if stored else (None, "")
    return change.value == value and tidy(change.comment) == tidy(comment)


def changes_to_store(
    comparison: Comparison, seen: Mapping[str, int], chosen: Mapping[str, str], answers: Mapping[str, Stored]
) -> list[AnswerChange]:
    """The changes, and the conflicts in which the person's own answer is to stand (`chosen`: {code: MINE or BOTH}),
    each on top of the version that they were shown: `seen`, {code: version}. What they were not shown is on top of
    none, and so is stale."""
    wanted = [*comparison.changes, *_chosen(comparison.conflicts, chosen, answers)]
    return [replace(change, based_on=seen.get(change.code, -1)) for change in wanted]


def _chosen(conflicts, chosen, answers):
    for change in conflicts:
        if chosen.get(change.code) == BOTH and change.code in answers:
            yield replace(change, comment=both_texts(answers[change.code].comment, change.comment))
        elif chosen.get(change.code) in (MINE, BOTH):
            yield change


def both_texts(theirs: str, mine: str) -> str:
    """What somebody else wrote, and below it what the person did."""
    return f"{theirs}\n\n{mine}".strip()


def has_moved(comparison: Comparison, seen: Mapping[str, int]) -> bool:
    """Whether a conflict came, or a question went, after the person was shown the comparison."""
    return any(change.based_on != seen.get(change.code) for change in comparison.conflicts) or any(
        each.code in seen for each in comparison.not_asked
    )
