"""Reviews to test with: complete ones of two people, quickly made."""

from django.utils import timezone

from audit.method.applicability import applicable_questions
from audit.models import Answer, Review
from cases.permissions import Role
from tests.audit.an_audit import NO, YES, add_case
from tests.people import a_user

FIRST, SECOND, AGREED = Review.Part.FIRST, Review.Part.SECOND, Review.Part.AGREED


def a_reviewer(unit, name, role=Role.REVIEWER):
    return a_user(name, role, unit, first_name=name.title())


def complete(audit, **differing):
    """{question code: Value} of every question of a case without known facts: yes, but for those of `differing`."""
    asked = applicable_questions(audit.framework, {})
    return {code: YES for code in audit.framework.questions if code in asked} | differing


def read_once(audit, reviewer, *, no=(), submitted=True):
    """A SampledCase whose first review is complete: yes to all but to the codes in `no`."""
    answers = complete(audit, **dict.fromkeys(no, NO))
    sampled = add_case(audit, answers, submitted=submitted, comments=dict.fromkeys(answers, "The first reader's."))
    sampled.reviews.update(reviewer=reviewer)
    return sampled


def read_twice(audit, one, other, *, no=(), submitted=(True, True)):
    """A SampledCase read by two: the first says yes to everything, the second no to the codes in `no`."""
    sampled = read_once(audit, one, submitted=submitted[0])
    second = Review.objects.create(
        sampled_case=sampled, part=SECOND, reviewer=other, submitted_at=timezone.now() if submitted[1] else None
    )
    answers = complete(audit, **dict.fromkeys(no, NO))
    Answer.objects.bulk_create(
        Answer(review=second, question=code, value=value, comment="The second reader's.", answered_by=other)
        for code, value in answers.items()
    )
    return sampled
