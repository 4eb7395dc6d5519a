"""What changed since an earlier audit of the PDU, question by question: what the page and the files print."""

from dataclasses import dataclass

from audit.method.change.difference import Change, change_between
from audit.method.change.figures import Figures
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.method.framework import KeyQuestion
from audit.method.groups.shown import FEW
from audit.method.tally import Tally

NOT_ASKED, TOO_FEW = "not asked then", "too few cases to compare"


@dataclass(frozen=True)
class ComparedQuestion:
    """One key question in two audits. `there`: its code in the earlier one, "" if it was not asked.

    `before` and `after`: None if hidden from the reader; `before` also if it was not asked.
    `change`: None, and `why_not` says why, if the two cannot be compared.
    """

    question: KeyQuestion
    there: str
    before: Tally | None
    after: Tally | None
    change: Change | None
    why_not: str = ""


def compare_questions(before: Figures, now: Figures) -> tuple[ComparedQuestion, ...]:
    """Return the ComparedQuestion of each key question of `now`, in the order of its framework."""
    same = now.same_in(before)
    return tuple(
        _compare(question, same.get(question.code, ""), before, now) for question in now.framework.key_questions
    )


def _compare(question: KeyQuestion, there: str, before: Figures, now: Figures) -> ComparedQuestion:
    if question.code in now.hidden or there in before.hidden:
        return ComparedQuestion(question, there, None, None, None, NOT_SHOWN)
    today = now.tally(question.code)
    if not there:
        return ComparedQuestion(question, there, None, today, None, NOT_ASKED)
    then = before.tally(there)
    if min(then.applicable, today.applicable) < FEW:
        return ComparedQuestion(question, there, then, today, None, TOO_FEW)
    change = change_between(then, before.draw_of(there), today, now.draw_of(question.code))
    return ComparedQuestion(question, there, then, today, change)
