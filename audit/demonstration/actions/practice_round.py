"""Load the demonstration's second audit: cases still to be reviewed, for trying out the review pages."""

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from audit.demonstration.actions.demonstration import REVIEWER
from audit.demonstration.actions.practice_evidence import load_practice_evidence
from audit.demonstration.reads import find_demonstration
from audit.method.answers import Value
from audit.models import Answer, Audit, SampledCase
from audit.moderating.actions.second_reviews import mark_for_second_review
from audit.planning.actions.allocation import allocate
from audit.planning.actions.plan import create_audit
from cases.models import User

TITLE = "Suffolk PDU, practice round"
ABOUT = (
    "Six invented cases of the demonstration, for anyone who tries the review pages, and a seventh "
    "case that two people reviewed, to compare."
)
SECOND_REVIEWER = "reviewer-2"
# {number of the case in the demonstration: who has its first review}
FIRST_REVIEWS = {3: REVIEWER, 5: REVIEWER, 12: REVIEWER, 20: REVIEWER, 28: SECOND_REVIEWER, 40: SECOND_REVIEWER}
BOTH_REVIEW = (12, 28)
REVIEWED_TWICE, DIFFERENT = (
    50,
    3,
)  # the seventh case, and how many judgements of its second review differ
TURNED = {Value.YES: Value.NO, Value.NO: Value.YES}


@transaction.atomic
def load_practice_round() -> bool:
    """Load the practice round for the demonstration's reviewers, unless it is there already. Returns whether it did."""
    try:
        demonstration = find_demonstration()
    except Audit.DoesNotExist:  # a user deleted it
        return False
    if Audit.objects.filter(unit=demonstration.unit, title=TITLE).exists():
        return False
    audit = create_audit(unit=demonstration.unit, title=TITLE, framework_code="pdu-2023", about=ABOUT)
    reviewers = {name: User.objects.get(username=name) for name in (REVIEWER, SECOND_REVIEWER)}
    drawn = demonstration.sampled_cases.filter(number__in=FIRST_REVIEWS).order_by("number")
    for number, original in enumerate(drawn, start=1):
        sampled = SampledCase.objects.create(audit=audit, case=original.case, number=number)
        first = FIRST_REVIEWS[original.number]
        allocate(sampled=sampled, reviewer=reviewers[first])
        if original.number in BOTH_REVIEW:
            mark_for_second_review(sampled=sampled)
            (other,) = set(reviewers) - {first}
            allocate(sampled=sampled, reviewer=reviewers[other], part="second")
    _add_case_reviewed_twice(audit, demonstration.sampled_cases.filter(number=REVIEWED_TWICE).first(), reviewers)
    load_practice_evidence(audit)
    return True


def _add_case_reviewed_twice(audit, original, reviewers):
    """Add a case that both reviewers reviewed as in the demonstration; a few judgements of the second review differ."""
    if original is None:  # a user deleted it
        return
    sampled = SampledCase.objects.create(audit=audit, case=original.case, number=len(FIRST_REVIEWS) + 1)
    turned = [question.code for question in audit.framework.key_questions[:DIFFERENT]]
    for part, name, differs in (("first", REVIEWER, ()), ("second", SECOND_REVIEWER, turned)):
        review = allocate(sampled=sampled, reviewer=reviewers[name], part=part)
        answers = [_copy_answer(answer, review, differs) for answer in original.reviews.get().answers.all()]
        bulk_create_with_history(answers, Answer)
        review.submitted_at = timezone.now()
        review.save()


def _copy_answer(answer, review, differs):
    """Return the answer as the review's own, turned round if its question is in `differs`."""
    turned = answer.question in differs
    value = TURNED.get(answer.value, answer.value) if turned else answer.value
    comment = "An invented example: the same record, judged the other way." if turned else answer.comment
    return Answer(review=review, question=answer.question, value=value, comment=comment, answered_by=review.reviewer)
