"""Reviews to answer: a case in a team, a reviewer of another one, and answers to all that is asked."""

from audit.method.answers import AnswerChange, Value
from audit.method.applicability import applicable_questions
from audit.method.framework import KeyQuestion
from audit.models import Answer, Review
from cases.models import Practitioner, Team, User
from cases.permissions import Role
from tests.audit.an_audit import add_case, an_audit
from tests.people import a_user


def a_reviewer(username, unit, **facts):
    return a_user(username, Role.REVIEWER, unit, **facts)


def a_lead(username, unit):
    return a_user(username, Role.QUALITY_LEAD, unit)


def an_open_review(audit=None, reviewer=None, **facts):
    """A review without answers, of a case with these facts in the team Ipswich, given to `reviewer` (default: Asha)."""
    audit = audit or an_audit()
    team, _ = Team.objects.get_or_create(unit=audit.unit, name="Ipswich")
    practitioner, _ = Practitioner.objects.get_or_create(name="Tom Orwell", team=team)
    sampled = add_case(audit, {}, submitted=False, team=team, practitioner=practitioner, **facts)
    review = sampled.reviews.get()
    review.reviewer = reviewer or User.objects.filter(username="asha").first() or a_reviewer("asha", audit.unit)
    review.save()
    return Review.objects.for_page().get(pk=review.pk)


def fill(review, value=Value.YES, **instead):
    """Answer everything that is asked, with reasoning for the judgements; `instead`: {code: value}."""
    framework = review.audit.framework
    for code in applicable_questions(framework, review.facts):
        comment = "As the file shows." if isinstance(framework.questions[code], KeyQuestion) else ""
        Answer.objects.create(review=review, question=code, value=instead.get(code, value), comment=comment)


def change(code, value=None, comment="", based_on=0):
    return AnswerChange(code, value, comment, based_on)


def page_of(review, code="2.1"):
    return f"/reviews/{review.pk}/{code}/"


def fields(code, value="", comment="", version=0):
    return {f"value-{code}": value, f"comment-{code}": comment, f"version-{code}": version}


def stored(code):
    """(value, comment, version) of the only answer to this question."""
    answer = Answer.objects.get(question=code)
    return answer.value, answer.comment, answer.version
