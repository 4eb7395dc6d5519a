"""What the pages of an audit's result show, as far as the result is open to a user."""

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from audit.access import AccessLevel
from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.framework import Framework
from audit.method.rating.standard import Judgement, StandardRating
from audit.method.tally import tally_answers
from audit.models import Answer, Audit, EarlierVersion, Recommendation, Review, SampledCase, StandardJudgement
from audit.models.choices import USUAL_MONTHS
from audit.models.reach import is_in_units
from audit.results.listed_cases import case_list_for, unlisted_for
from audit.results.report import Report, report_on_audit
from audit.results.rollup import EVERY_CASE, tally_cases
from audit.results.versions import audit_as_signed, judgements_of
from cases.models import User
from cases.permissions import Permission

NOT_RATEABLE = "not rateable"  # offered beside the ratings of a standard that is judged on evidence
SHORTEST_KEPT = datetime.timedelta(days=30)
NO_SIGN_OFF = "This sign-off was taken back. Nothing is confirmed."
NOTHING_TO_READ = "There is no result and no case left that a second person could read."
CONFIRMED = "Someone else has confirmed this sign-off already."
RECORDED_IT = "You recorded this decision, so someone else must confirm it."
DECIDED_IT = "You are named among those who decided, so someone else must confirm it."
OWN = "You signed this result off, so someone else must confirm it."


def report_open_to(user: User, audit: Audit) -> Report:
    """Return the Report of an audit (from a view that opens_audit), as far as it is open to the user.

    A user who may not see all its cases gets no figure that rests on fewer than five cases they may not see.
    """
    numbers = numbers_seen_by(user, audit)
    if numbers is None:
        return report_on_audit(audit)
    return report_on_audit(audit, seen=tally_cases(audit, numbers), seen_cases=len(numbers))


def report_of_version(user: User, audit: Audit, version: EarlierVersion) -> Report:
    """Return the Report of an earlier version that has its snapshot, as far as it is open to the user.

    The rules are those of report_open_to, for the answers that this version counted.
    """
    shown, judgements = audit_as_signed(audit, version), judgements_of(version)
    if sees_every_case(audit):
        return report_on_audit(shown, judgements=judgements)
    own = SampledCase.objects.with_answers_visible_to(user).filter(audit=audit)
    cases = {str(case) for case in own.values_list("case", flat=True)}
    counted = [answers for case, answers in (version.answers or {}).items() if case in cases]
    rows = ((code, value, (EVERY_CASE,)) for answers in counted for code, value in answers.items())
    seen = tally_answers(rows).get(EVERY_CASE, {})
    return report_on_audit(shown, seen=seen, seen_cases=len(counted), judgements=judgements)


def numbers_seen_by(user: User, audit: Audit, *, extra: bool = False) -> set[int] | None:
    """Return the numbers of the cases whose answers the user may see, in an audit from a view that opens_audit.

    `extra`: of the extra cases of groups too.
    None if no figure is hidden from the user, since they may see every case.
    """
    if sees_every_case(audit):
        return None
    own = SampledCase.objects.with_answers_visible_to(user).filter(audit=audit)
    own = own.current() if extra else own.counted()
    return set(own.values_list("number", flat=True))


def numbers_seen_beside_groups(user: User, audit: Audit) -> set[int] | None:
    """Return the numbers of the cases, extra ones too, that the user could subtract from the figures of a group.

    None if they see every case. A restricted case that counts is open to no one; then it is the cases that lists show.
    """
    seen = numbers_seen_by(user, audit, extra=True)
    if seen is not None or not audit.has_restricted:
        return seen
    visible = SampledCase.objects.visible_to(user).current().filter(audit=audit)
    return set(visible.values_list("number", flat=True)) - unlisted_for(user, audit)


def sees_cases_of(user: User, audit: Audit) -> bool:
    """Return whether the user's roles open cases in the audit's PDU; `listed_answers` says which."""
    return is_in_units(user, Permission.SEE_CASES, audit.unit_id)


def may_read_comments(user: User, audit: Audit) -> bool:
    """Return whether pages lead the user to what reviewers wrote: they see cases, and these are not deleted yet."""
    return audit.removed_at is None and sees_cases_of(user, audit)


def cases_seen(user: User, audits: Iterable[Audit]) -> dict[int, set[int]]:
    """Return {audit: numbers of its cases whose answers the user may see}, where there are any; one query."""
    cases = SampledCase.objects.with_answers_visible_to(user).counted().filter(audit__in=audits)
    found: dict[int, set[int]] = {}
    for audit, number in cases.values_list("audit", "number"):
        found.setdefault(audit, set()).add(number)
    return found


def sees_every_case(audit: Audit) -> bool:
    """Return whether the user that tell_access was asked for may see all cases of the audit."""
    return audit.access_level == AccessLevel.FIGURES or Permission.SEE_CASES in audit.permissions


def ratings_allowed(framework: Framework, rated: StandardRating) -> list[str]:
    """Return the ratings that may be recorded for a standard.

    Judged on evidence: any rating, or NOT_RATEABLE. Judged on cases: the computed rating and what discretion allows.
    """
    if not rated.standard.from_cases:
        return [*framework.band, NOT_RATEABLE]
    return [rating for rating in framework.band if rating == rated.rating or rating in rated.moves]


def judgement_version(judgement: StandardJudgement | Judgement | None) -> str:
    """Return a text that changes when the judgement changes; "" without a judgement."""
    return judgement.decided_at.isoformat() if judgement else ""


def judgements_of_versions(audit: Audit, versions: Mapping[str, str]) -> dict[str, StandardJudgement]:
    """Return {standard: the judgement as it stood in this judgement_version} of {standard: version}."""
    before = StandardJudgement.history.filter(audit_id=audit.pk, standard__in=versions)
    recorded = [*before, *StandardJudgement.objects.filter(audit=audit, standard__in=versions)]
    return {each.standard: each for each in recorded if versions[each.standard] == judgement_version(each)}


def moved_within_discretion(audit: Audit) -> QuerySet[StandardJudgement]:
    """Return the judgements that moved a rating of this signed-off audit away from the computed one."""
    moved = [code for code, signed in audit.snapshot["ratings"]["standards"].items() if signed["decided"]]
    return audit.judgements.filter(standard__in=moved).order_by("standard")


def may_draft(audit: Audit) -> bool:
    """Return whether this person may write recommendations (the audit is from a view that opens_audit)."""
    return audit.signed_off_at is None and Permission.JUDGE in audit.permissions


def codes_to_recommend_on(framework: Framework) -> list[str]:
    """Return the codes of the standards, each followed by its key questions."""
    return [code for each in framework.standards for code in (each.code, *(q.code for q in each.key_questions))]


def recommendation_version(recommendation: Recommendation) -> str:
    """Return a text that changes when the recommendation changes."""
    return recommendation.written_at.isoformat()


def move_to_confirm(audit: Audit, standard: str) -> StandardJudgement | None:
    """Return the move of this standard's rating that waits for a second person; None if there is none."""
    return audit.judgements.waiting().filter(standard=standard).first()


def why_not_second(judgement: StandardJudgement, user: User) -> str:
    """Say why this user is no second person for a move; "" if they are, given the permission."""
    if judgement.recorded_by == user:
        return RECORDED_IT
    names = (str(user), user.username)
    written = _words(judgement.decided_by)
    return DECIDED_IT if any(_words(name) <= written for name in names) else ""


def _words(text):
    return set(re.findall(r"\w+", text.casefold()))


def why_not_confirmed(audit: Audit, user: User) -> str:
    """Say why this user does not confirm the audit's sign-off; "" if they may, given the permission."""
    if audit.signed_off_at is None:
        return NO_SIGN_OFF
    if audit.without_result or audit.removed_at:
        return NOTHING_TO_READ
    if audit.confirmed_at:
        return CONFIRMED
    return OWN if audit.signed_off_by == user else ""


def default_keep_until(audit: Audit, today: datetime.date, *, without_result: bool = False) -> datetime.date:
    """Return the last day on which cases are kept if no other day is chosen: after the planned months, or twelve.

    In a month without that day it is the month's last. An audit without a result needs its cases for SHORTEST_KEPT.
    """
    if without_result:
        return today + SHORTEST_KEPT
    months = today.month - 1 + (audit.keep_months or USUAL_MONTHS)
    year, month = today.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def count_begun_reviews(audit: Audit) -> tuple[int, int]:
    """Return (reviews with an answer or a comment, answers in them) of the audit, submitted or not."""
    written = Answer.objects.filter(review__sampled_case__audit=audit).exclude(value=None, comment="")
    written = written.exclude(review__part=Review.Part.AGREED)
    return written.values("review").distinct().count(), written.count()


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
