"""Store an answers file as reviews of an audit's cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from audit.models import Answer, Audit, Review
from audit.planning.locking import lock_open
from audit.reviewing.actions.answering import write_answer
from audit.reviewing.actions.imported_cases import AnswersRefused, find_or_add_cases
from audit.reviewing.answers_file.table import AnswersTable
from audit.reviewing.reads.import_plan import CasePlan, plan_import
from audit.trail.actions import record_import, record_submission
from cases.counted import counted
from cases.models import User
from cases.spreadsheets.problems import Problem


@dataclass(frozen=True)
class Imported:
    """How many reviews and answers were stored. `incomplete` is {case: [codes of its unanswered key questions]}."""

    reviews: int
    answers: int
    incomplete: dict[str, list[str]]

    def __str__(self) -> str:
        return f"{counted(self.reviews, 'review')} with {counted(self.answers, 'answer')}"


@transaction.atomic
def import_answers(*, audit: Audit, table: AnswersTable, add_cases: bool = False, by: User | None = None) -> Imported:
    """Store a table as reviews of the audit's cases: all of it or nothing.

    Cases are found by their number in the audit or by their reference. Others are refused, or with `add_cases` added
    without any facts. A review is submitted once every key question that applies to its case is answered. A later table
    may fill in what is missing, and overwrites no answer. Raises AuditClosed, AnswersRefused, FrameworkChanged.
    """
    lock_open(audit)
    found = find_or_add_cases(audit=audit, table=table, add_cases=add_cases, by=by)
    plans = plan_import(audit, found, lock=True)
    _refuse_to_replace(audit.framework, plans)
    return store_plans(audit=audit, plans=plans, reviewer=by, by=by)


@transaction.atomic
def store_plans(*, audit: Audit, plans: Sequence[CasePlan], reviewer: User | None, by: User | None) -> Imported:
    """Store the plans; `reviewer` gets the reviews that do not exist yet."""
    reviews, new, number = [], [], 0
    for plan in plans:
        review = plan.review or Review(sampled_case=plan.sampled, reviewer=reviewer)
        review.submitted_at = None if plan.missing else timezone.now()
        reviews.append(review)
        for line in plan.to_store:
            number += 1
            if line.stored:
                line.stored.comment = line.comment
                write_answer(line.stored, line.value, None, by)
            else:
                about = {"question": line.code, "value": line.value, "comment": line.comment}
                new.append(Answer(review=review, **about, answered_by=by))
    _store_reviews(reviews, by)
    bulk_create_with_history(new, Answer, default_user=by)
    submitted = [review.sampled_case.number for review in reviews if review.submitted_at]
    record_submission(audit=audit, numbers=submitted, what="reviews from a file", by=by)
    imported = Imported(len(reviews), number, {plan.row.reference: plan.missing for plan in plans if plan.missing})
    numbers = [plan.sampled.number for plan in plans]
    record_import(audit=audit, what=f"{imported}, from a file", numbers=numbers, by=by)
    return imported


def _store_reviews(reviews, by):
    # one by one, since a changed row needs its history; the new ones, often hundreds, are stored together
    for review in [review for review in reviews if review.pk and review.submitted_at]:
        review._history_user = by
        review.save(update_fields=["submitted_at"])
    bulk_create_with_history([review for review in reviews if not review.pk], Review, default_user=by)


def _refuse_to_replace(framework, plans):
    """Raise AnswersRefused where the table says something else than an unfinished review holds."""
    problems = [each for plan in plans for line in plan.lines for each in _replacing(framework, plan.sampled, line)]
    if problems:
        raise AnswersRefused(problems)


def _replacing(framework, sampled, line):
    """Yield a Problem for each stored text or answer that the line would replace."""
    question = framework.questions[line.code]
    if line.other_answer:
        said, before = question.label(line.value), question.label(line.stored.value)
        remedy = f"{sampled} already has the answer “{before}”, and a file never replaces answers. Clear the cell."
        yield Problem(line.row, line.code, said, remedy)
    if line.other_comment:
        remedy = f"{sampled} already has another comment on {line.code}, and a file never replaces comments."
        yield Problem(line.row, f"{line.code} comment", line.comment, f"{remedy} Clear the cell.")
