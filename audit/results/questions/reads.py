"""The answers to a question, and the comments on it, as far as they are listed for a user."""

from django.db.models import QuerySet

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.models import Answer, Audit, SampledCase
from audit.models.reach import is_in_units
from audit.results.listed_cases import case_list_for
from cases.models import User
from cases.permissions import Permission


def sees_cases_of(user: User, audit: Audit) -> bool:
    """Return whether the user's roles open cases in the audit's PDU; `listed_answers` says which."""
    return is_in_units(user, Permission.SEE_CASES, audit.unit_id)


def may_read_comments(user: User, audit: Audit) -> bool:
    """Return whether pages lead the user to what reviewers wrote: they see cases, and these are not deleted yet."""
    return audit.removed_at is None and sees_cases_of(user, audit)


def listed_answers(user: User, audit: Audit, question: str) -> dict[Value, list[Answer]]:
    """Return {Value: [Answer]} to the question of this code, of the cases that pages list for the user."""
    numbers = case_list_for(user, audit, question).numbers_answering(question)
    return cases_by_answer(audit, question, SampledCase.objects.visible_to(user).filter(number__in=numbers))


def cases_by_answer(audit: Audit, question: str, sampled_cases: QuerySet[SampledCase]) -> dict[Value, list[Answer]]:
    """Return {Value: [Answer]} to the question of this code, of those `sampled_cases` that count; one query."""
    found, framework = {}, audit.framework  # read once, since each time it checks whether the file has changed
    for answer in _answers_with_case(question, sampled_cases.filter(audit=audit)):
        if question in applicable_questions(framework, answer.review.facts):
            found.setdefault(Value(answer.value), []).append(answer)
    return found


def answers_by_number(question: str, sampled_cases: QuerySet[SampledCase]) -> dict[int, Answer]:
    """Return {number of the case: its Answer that counts} of cases of one audit to which the question applies."""
    answers = _answers_with_case(question, sampled_cases)
    return {answer.review.sampled_case.number: answer for answer in answers}


def _answers_with_case(question, sampled_cases):
    answers = Answer.objects.counted().filter(question=question, review__sampled_case__in=sampled_cases)
    related = answers.select_related("review__sampled_case__case__team", "review__sampled_case__case__practitioner")
    return related.order_by("review__sampled_case__number")
