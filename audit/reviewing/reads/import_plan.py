"""Work out what an answers file would change in the first reviews of its cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.asked_facts import facts_to_ask
from audit.method.framework import Framework
from audit.models import Answer, Audit, Review, SampledCase
from audit.reviewing.answers_file.table import AnswersRow
from audit.reviewing.offline.typed import tidy
from audit.trail.case_facts import name_of_fact


@dataclass(frozen=True)
class AnswerLine:
    """What the file says on one question of a case. `value`, `comment`: as they would be stored. `stored`: as it is.

    Where the file has only one of the two, the other stays as it is.
    """

    code: str
    row: int
    value: int | None
    comment: str
    stored: Answer | None

    @property
    def is_unchanged(self) -> bool:
        """Whether the stored answer says the same."""
        before = self.stored
        return before is not None and (before.value, tidy(before.comment)) == (self.value, self.comment)

    @property
    def other_answer(self) -> bool:
        """Whether another answer is stored, which would be replaced."""
        return self.stored is not None and self.stored.value not in (None, self.value)

    @property
    def other_comment(self) -> bool:
        """Whether another comment is stored, which would be replaced."""
        return self.stored is not None and tidy(self.stored.comment) not in ("", self.comment)

    @property
    def version(self) -> int:
        """The version of the stored answer; 0 without one."""
        return self.stored.version if self.stored else 0

    @property
    def replaces(self) -> bool:
        return self.other_answer or self.other_comment


@dataclass
class CasePlan:
    """What the file says on a case. `review`: the unfinished first one, or None.

    `missing`: codes of the key questions that would still have no answer.
    """

    row: AnswersRow
    sampled: SampledCase
    review: Review | None
    lines: list[AnswerLine] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def to_store(self) -> list[AnswerLine]:
        """The lines that would change what is stored."""
        return [line for line in self.lines if not line.is_unchanged]


def plan_import(audit: Audit, found: Iterable[tuple[AnswersRow, SampledCase]], *, lock: bool = False) -> list[CasePlan]:
    """Return a CasePlan for each case. `lock`: lock the reviews until the transaction ends."""
    reviews = _unfinished_reviews(audit)
    reviews = reviews.select_for_update(of=("self",)) if lock else reviews
    unfinished = {review.sampled_case_id: review for review in reviews}
    plans = []
    for row, sampled in found:
        review = unfinished.get(sampled.pk)
        stored = {answer.question: answer for answer in review.answers.all()} if review else {}
        plan = CasePlan(row, sampled, review)
        for code in dict.fromkeys((*row.answers, *row.comments)):
            plan.lines.append(_line(row, code, stored.get(code)))
        values = {code: answer.value for code, answer in stored.items()}
        values |= {line.code: line.value for line in plan.lines}
        plan.missing = _still_missing(audit.framework, sampled.facts, values)
        plans.append(plan)
    return plans


def _unfinished_reviews(audit):
    # never a second review, which is its reviewer's own
    first = Review.objects.filter(sampled_case__audit=audit, part=Review.Part.FIRST)
    return first.filter(submitted_at=None).prefetch_related("answers__answered_by")


def _line(row, code, stored):
    value, comment = row.answers.get(code), row.comments.get(code, "")
    if stored:
        value = stored.value if value is None else value
        comment = comment or tidy(stored.comment)
    return AnswerLine(code, row.rows.get(code, row.row), value, comment, stored)


def _still_missing(framework: Framework, facts, values: dict[str, Value | None]) -> list[str]:
    """Return the names of facts to find out first, and the codes of key questions without an answer."""
    to_find_out = [name_of_fact(each.fact) for each in facts_to_ask(framework, facts)]
    asked = applicable_questions(framework, facts)
    return to_find_out + [q.code for q in framework.key_questions if q.code in asked and values.get(q.code) is None]


def print_of(plans: Sequence[CasePlan]) -> str:
    """Return a text that two lists of plans share only if they change the same stored answers in the same way."""
    seen = [
        (plan.sampled.pk, plan.missing, [(each.code, each.value, each.comment, each.version) for each in plan.lines])
        for plan in plans
    ]
    return sha256(repr(seen).encode()).hexdigest()
