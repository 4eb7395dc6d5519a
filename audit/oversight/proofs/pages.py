"""The two proofs of a team, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audit.method.oversight.practice import Practice, compare_practice
from audit.method.oversight.proof_words import change_words, share_text
from audit.oversight.proofs.reads import TeamAnswers
from cases.counted import counted

ONE_ROUND = "Practice can be compared once a second round has begun, or from any day that you choose."
TOO_FEW_EACH = (
    "No question has 10 cases of at least 3 practitioners on both sides of this day, none with more than half of them."
)
BY_HAND = "at cases that were picked by hand. They say nothing about the other cases."


@dataclass(frozen=True)
class PracticeRow:
    """One question. `before`, `since`: for example "42%, 5 of 12 (19% to 68%)", or why there is no percentage."""

    name: str
    before: str
    since: str
    change: str


@dataclass(frozen=True)
class PracticePart:
    """`note`: what a reader has to know first; "" for nothing. `hand_picked`: what is left out, as a sentence."""

    rows: tuple[PracticeRow, ...]
    note: str
    hand_picked: str


def usual_since(starts: Sequence[tuple[str, date]]) -> date | None:
    """Return the day from which practice is compared unless another is chosen: of the latest round after the first."""
    return starts[-1][1] if len(starts) > 1 else None


def build_practice(answers: TeamAnswers, since: date | None) -> PracticePart:
    """Return the part on practice. `since`: None where no day is known, so that there is nothing to compare."""
    by_hand = f"Left out: {counted(answers.hand_picked, 'look')} {BY_HAND}" if answers.hand_picked else ""
    if since is None:
        return PracticePart((), ONE_ROUND, by_hand)
    compared = [
        (question.name, compare_practice(answers.looks[code], since))
        for code, question in answers.questions.items()
        if code in answers.looks
    ]
    note = "" if any(practice.change for _, practice in compared) else TOO_FEW_EACH
    return PracticePart(tuple(_row(name, practice) for name, practice in compared), note, by_hand)


def _row(name: str, practice: Practice) -> PracticeRow:
    return PracticeRow(name, share_text(practice.before), share_text(practice.after), change_words(practice))
