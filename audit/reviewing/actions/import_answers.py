"""Store an answers file as reviews of an audit's cases."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from audit.method.applicability import applicable_questions
from audit.models import Answer, Audit, Review
from audit.planning.locking import lock_open
from audit.reviewing.actions.imported_cases import AnswersRefused, find_or_add_cases
from audit.reviewing.answers_file.table import AnswersTable
from audit.trail.actions import record_submission
from cases.models import User
from cases.spreadsheets.problems import Problem


@dataclass(frozen=True)
class Imported:
    """How many reviews and answers were stored. `incomplete` is {case: [codes of its unanswered key questions]}."""

    reviews: int
    answers: int
    incomplete: dict[str, list[str]]


@transaction.atomic
def import_answers(*, audit: Audit, table: AnswersTable, add_cases: bool = False, by: User | None = None) -> Imported:
    """Store a table as reviews of the audit's cases: all of it or nothing.

    Cases are found by their number in the audit or by their reference. Others are refused, or with `add_cases` added
    without any facts. A review is submitted once every key question that applies to its case is answered. A later table
    may fill in what is missing, and overwrites no answer. Raises AuditClosed, AnswersRefused, FrameworkChanged.
    """
    lock_open(audit)
    found = find_or_add_cases(audit=audit, table=table, add_cases=add_cases, by=by)
    unfinished = {review.sampled_case_id: review for review in _unfinished_reviews(audit)}
    stored = {case: {a.question: a.value for a in review.answers.all()} for case, review in unfinished.items()}
    _refuse_to_overwrite(audit.framework, found, stored)
    reviews, answers, incomplete = [], [], {}
    for row, sampled in found:
        before = stored.get(sampled.pk, {})
        missing = _unanswered_key_questions(audit.framework, sampled.facts, before | row.answers)
        if missing:
            incomplete[row.reference] = missing
        review = unfinished.get(sampled.pk) or Review(sampled_case=sampled, reviewer=by)
        review.submitted_at = None if missing else timezone.now()
        reviews.append(review)
        new = {code: value for code, value in row.answers.items() if code not in before}
        answers += [Answer(review=review, question=code, value=value, answered_by=by) for code, value in new.items()]
    _store_reviews(reviews, by)
    bulk_create_with_history(answers, Answer, default_user=by)
    submitted = [review.sampled_case.number for review in reviews if review.submitted_at]
    record_submission(audit=audit, numbers=submitted, what="reviews from a file", by=by)
    return Imported(len(reviews), len(answers), incomplete)


def _unfinished_reviews(audit):
    # never a second review, which is its reviewer's own
    first = Review.objects.filter(sampled_case__audit=audit, part=Review.Part.FIRST)
    return first.filter(submitted_at=None).prefetch_related("answers")


def _store_reviews(reviews, by):
    # one by one, since a changed row needs its history; the new ones, often hundreds, are stored together
    for review in [review for review in reviews if review.pk and review.submitted_at]:
        review._history_user = by
        review.save(update_fields=["submitted_at"])
    bulk_create_with_history([review for review in reviews if not review.pk], Review, default_user=by)


def _refuse_to_overwrite(framework, found, stored):
    """Raise AnswersRefused where the table gives another answer than an unfinished review holds."""
    problems = []
    for row, sampled in found:
        for code, value in row.answers.items():
            before = stored.get(sampled.pk, {}).get(code, value)
            if before != value:
                question = framework.questions[code]
                remedy = (
                    f"{sampled} already has the answer “{question.label(before)}”, and a file never replaces "
                    "answers. Clear the cell."
                )
                problems.append(Problem(row.row, code, question.label(value), remedy))
    if problems:
        raise AnswersRefused(problems)


def _unanswered_key_questions(framework, facts, answers):
    asked = applicable_questions(framework, facts)
    return [q.code for q in framework.key_questions if q.code in asked and q.code not in answers]
