"""Record the agreed answers where the first and second review of a case differ; both reviews stay as they are."""

from django.db import transaction
from django.utils import timezone

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.models import Answer, Notice, Review, SampledCase
from audit.moderating.reads import may_replace_agreed_answer
from audit.notices.actions.notices import withdraw
from audit.planning.locking import lock_open
from audit.reviewing.reads.case_reviews import waiting_for_agreement
from cases.models import User

Part = Review.Part


class AgreementRefused(Exception):
    """An agreed answer that cannot be recorded; the text says why."""


@transaction.atomic
def agree_on_answer(
    *, sampled: SampledCase, question: str, value: Value, reason: str, based_on: int, by: User | None = None
) -> Answer | None:
    """Record the agreed answer to a question (its code) that the two reviews of a case answer differently.

    `based_on` is the version of the agreed answer that the person saw, 0 for none. Returns the Answer, or None where
    nothing had to be stored: it says the same already, or the person sent back unchanged what they saw. Only a quality
    lead replaces what a quality lead recorded. Raises AuditClosed, AgreementRefused.
    """
    lock_open(sampled.audit)  # two people who record at the same moment wait for each other
    _check(sampled, question, value, reason)
    review = sampled.reviews.filter(part=Part.AGREED).first() or _add_review(sampled)
    answer = review.answers.filter(question=question).first() or Answer(review=review, question=question, version=0)
    reason = reason.strip()
    if (answer.value, answer.comment) == (value, reason):
        return None
    if answer.version != based_on:  # otherwise one person would overwrite what another has just written
        if answer.pk and answer.history.filter(version=based_on, value=value, comment=reason).exists():
            return None  # another person changed it meanwhile, and this one left it alone
        raise AgreementRefused(
            f"{answer.answered_by or 'Someone else'} recorded an agreed answer while you were writing. Read "
            "it above, then save yours again to replace it."
        )
    if not may_replace_agreed_answer(answer, sampled.audit, by):
        raise AgreementRefused(f"{answer.answered_by} settled this as quality lead. Only a quality lead can change it.")
    answer.value, answer.comment = value, reason
    answer.version += 1
    answer.answered_by = answer._history_user = by
    answer.save()
    if not waiting_for_agreement(SampledCase.objects.filter(pk=sampled.pk)):
        withdraw(kinds=[Notice.Kind.READY], reviews=sampled.reviews.all(), by=by)
    return answer


def _check(sampled, code, value, reason):
    """Raise AgreementRefused where this answer cannot be agreed on for the case."""
    if sampled.replaced_at:
        raise AgreementRefused(f"{sampled} was replaced and no longer counts.")
    if not sampled.both_submitted():
        raise AgreementRefused("You can agree answers once both reviews are submitted.")
    framework = sampled.audit.framework
    if code not in applicable_questions(framework, sampled.facts):
        raise AgreementRefused("The facts of the case have changed, so this question is no longer asked.")
    if value not in framework.questions[code].labels:
        raise AgreementRefused("Choose one of the answers to this question.")
    if not reason.strip():
        raise AgreementRefused("An agreed answer needs a reason.")
    if not _is_to_settle(sampled, code):
        raise AgreementRefused("Both reviewers gave the same answer, so there is nothing to agree.")


def _is_to_settle(sampled, code):
    """Whether the two reviews answer the question differently, or did when an answer was agreed."""
    answers = dict(
        Answer.objects.filter(review__sampled_case=sampled, question=code).values_list("review__part", "value")
    )
    # an agreed answer may be corrected even where the reviews have come to say the same since
    return Part.AGREED in answers or answers.get(Part.FIRST) != answers.get(Part.SECOND)


def _add_review(sampled):
    # submitted at once: agreed answers count from the moment they are recorded
    review = Review(sampled_case=sampled, part=Part.AGREED, submitted_at=timezone.now())
    review.save()
    return review
