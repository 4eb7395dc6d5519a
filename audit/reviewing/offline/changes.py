"""Work out what an uploaded review would change, and where another person has answered since it was downloaded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from audit.method.answers import AnswerChange
from audit.reviewing.offline.typed import TypedAnswer, tidy

# what stands where another person answered in between: their answer, one's own, or one's own with both texts
THEIRS, MINE, BOTH = "theirs", "mine", "both"


class StoredAnswer(Protocol):
    """The fields of an Answer that are compared."""

    value: int | None
    comment: str
    version: int


@dataclass(frozen=True)
class UploadComparison:
    """What an upload would change.

    `changes` can be stored. `conflicts` were typed on top of an earlier version than the stored one. `not_asked` holds
    answers to questions that no longer apply to the case.
    """

    changes: tuple[AnswerChange, ...]
    conflicts: tuple[AnswerChange, ...]
    not_asked: tuple[TypedAnswer, ...]


def compare(
    typed: Sequence[TypedAnswer], answers: Mapping[str, StoredAnswer], asked: Collection[str]
) -> UploadComparison:
    """Compare what was typed with the stored `answers`, {code: Answer}. What says the same is left out.

    `asked` holds the codes of the questions that apply to the case.
    """
    changes, conflicts, not_asked = [], [], []
    for each in typed:
        stored = answers.get(each.code)
        change = _change(each, stored)
        if each.code not in asked:
            not_asked.append(each)
        elif not _says_the_same(change, stored):
            (changes if change.based_on == each.version else conflicts).append(change)
    return UploadComparison(tuple(changes), tuple(conflicts), tuple(not_asked))


def _change(each, stored):
    """The AnswerChange of what was typed. A cell left as downloaded keeps what is stored, if that is still the same."""
    if stored is None:
        return AnswerChange(each.code, each.value, each.comment, 0)
    is_unchanged = stored.version == each.version
    value = stored.value if is_unchanged and not each.answer_touched else each.value
    comment = stored.comment if is_unchanged and not each.comment_touched else each.comment
    return AnswerChange(each.code, value, comment, stored.version)


def _says_the_same(change, stored):
    # without the spaces and line ends that spreadsheet programs change on their own
    value, comment = (stored.value, stored.comment) if stored else (None, "")
    return change.value == value and tidy(change.comment) == tidy(comment)


def changes_to_store(
    comparison: UploadComparison,
    seen: Mapping[str, int],
    chosen: Mapping[str, str],
    answers: Mapping[str, StoredAnswer],
) -> list[AnswerChange]:
    """The changes, and the conflicts that the person settled for their own answer, each on top of the version shown.

    `seen` is {code: version shown}; what was not shown is based on no version, and so is stale. `chosen` is {code:
    THEIRS, MINE or BOTH}.
    """
    wanted = [*comparison.changes, *_chosen(comparison.conflicts, chosen, answers)]
    return [replace(change, based_on=seen.get(change.code, -1)) for change in wanted]


def _chosen(conflicts, chosen, answers):
    for change in conflicts:
        if chosen.get(change.code) == BOTH and change.code in answers:
            yield replace(change, comment=both_texts(answers[change.code].comment, change.comment))
        elif chosen.get(change.code) in (MINE, BOTH):
            yield change


def both_texts(theirs: str, mine: str) -> str:
    """The other person's text, and the person's own below it."""
    return f"{theirs}\n\n{mine}".strip()


def has_moved(comparison: UploadComparison, seen: Mapping[str, int]) -> bool:
    """Whether a new conflict came up, or a question no longer applies, since the person was shown the comparison."""
    return any(change.based_on != seen.get(change.code) for change in comparison.conflicts) or any(
        each.code in seen for each in comparison.not_asked
    )
