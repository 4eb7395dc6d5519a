"""Store an answers file as reviews of an audit's cases."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from audit.method.applicability import applicable_questions
from audit.models import Answer, Audit, Review, SampledCase
from audit.planning.locking import lock_open
from audit.reviewing.answers_file.cases import case_key, differ_by_zeros, loose_key
from audit.reviewing.answers_file.table import AnswersTable
from audit.trail.actions import record_submission
from cases.models import Case, User
from cases.spreadsheets.problems import Problem, Problems


class AnswersRefused(Exception):
    """The table does not fit the audit: `problems` (Problems) says why. Nothing was saved."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = Problems(problems)


@dataclass(frozen=True)
class Imported:
    """The numbers of reviews and answers stored; `incomplete` is {case: [codes of key questions without an answer]}."""

    reviews: int
    answers: int
    incomplete: dict[str, list[str]]


@transaction.atomic
def import_answers(*, audit: Audit, table: AnswersTable, add_cases: bool = False, by: User | None = None) -> Imported:
    """Store a table as reviews of the audit's cases: all of it or nothing.

    It finds cases by their number in the audit or by their reference. It refuses any others, unless `add_cases` adds
    them as cases whose facts are not known. A review is submitted once every key question that applies to its case is
    answered; a later table may fill in what is missing, and overwrites no answer. Raises AuditClosed, AnswersRefused,
    FrameworkChanged.
    """
    lock_open(audit)
    found = _find_cases(audit, table, add_cases, by)
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
    first = Review.objects.filter(sampled_case__audit=audit, part=Review.Part.FIRST)  # a second is its reader's own
    return first.filter(submitted_at=None).prefetch_related("answers")


def _store_reviews(reviews, by):
    for review in [review for review in reviews if review.pk and review.submitted_at]:
        review._history_user = by
        review.save(update_fields=["submitted_at"])
    bulk_create_with_history([review for review in reviews if not review.pk], Review, default_user=by)


def _refuse_to_overwrite(framework, found, stored):
    """Raises AnswersRefused where the table has another answer than an unfinished review."""
    problems = []
    for row, sampled in found:
        for code, value in row.answers.items():
            before = stored.get(sampled.pk, {}).get(code, value)
            if before != value:
                question = framework.questions[code]
                remedy = (
                    f"{sampled} has “{question.label(before)}” stored, and a table overwrites nothing. Clear the cell."
                )
                problems.append(Problem(row.row, code, question.label(value), remedy))
    if problems:
        raise AnswersRefused(problems)


def _unanswered_key_questions(framework, facts, answers):
    asked = applicable_questions(framework, facts)
    return [q.code for q in framework.key_questions if q.code in asked and q.code not in answers]


def _find_cases(audit, table, add_cases, by):
    """[(row of the table, SampledCase)], each case once, with new cases added on request. Raises AnswersRefused."""
    names = _cases_by_name(audit)
    new = {key: row for key, row in table.cases.items() if key not in names}
    _refuse_alike(audit, table, names, new if add_cases else {})
    added = _add_sampled_cases(audit, table, new, by) if add_cases else {}
    found = [(row, names.get(key) or added.get(key, set())) for key, row in table.cases.items()]
    reviewed = set(Review.objects.counted().filter(sampled_case__audit=audit).values_list("sampled_case_id", flat=True))
    rows_of = Counter(sampled.pk for _, candidates in found for sampled in candidates)
    _refuse_rows(table, [(row, _remedy_for_case(audit, candidates, reviewed, rows_of)) for row, candidates in found])
    return [(row, *candidates) for row, candidates in found]


def _cases_by_name(audit):
    """{case_key of a number or reference: the SampledCases that it may mean}."""
    names = defaultdict(set)
    for sampled in audit.sampled_cases.select_related("case"):
        for name in (str(sampled.number), str(sampled), sampled.case.reference):
            names[case_key(name)].add(sampled)
    return dict(names)


def _refuse_alike(audit, table, names, new):
    """Raises AnswersRefused for rows that may mean two cases: 1 may be Case 1, or 001 without its zeros.

    `new` is {key: row} of the cases to add, which the unit may have under another spelling.
    """
    references = Case.objects.filter(unit=audit.unit).values_list("reference", flat=True) if new else ()
    in_audit, in_unit = _by_loose_key(names), _by_loose_key(map(case_key, references))
    remedies = []
    for key, row in table.cases.items():
        alike = {other for other in in_audit[loose_key(key)] if names[other] != names.get(key)}
        if key in new:
            alike |= in_unit[loose_key(key)] - {key}
        if alike and not table.is_decided(key):
            remedies.append((row, differ_by_zeros(row.reference, min(alike), "the PDU" if key in new else "the audit")))
    _refuse_rows(table, remedies)


def _by_loose_key(keys):
    found = defaultdict(set)
    for key in keys:
        found[loose_key(key)].add(key)
    return found


def _remedy_for_case(audit, candidates, reviewed, rows_of):
    """What to do about a row whose case is missing, unclear or closed; None where all is well."""
    if not candidates:
        return f"“{audit}” has no such case. Use its number or reference, or add new cases with --add-cases."
    if len(candidates) > 1:
        return "This is the number of one case and the reference of another. Write “Case ” before a number."
    (sampled,) = candidates
    if sampled.replaced_at:
        return f"{sampled} was replaced, and is not reviewed any more. Remove the row."
    if rows_of[sampled.pk] > 1:
        return f"Several rows are for {sampled}. Keep one."
    if sampled.pk in reviewed:
        return f"{sampled} has a review already, and a table never overwrites one. Remove the row."
    return None


def _add_sampled_cases(audit, table, new, by):
    """Add the cases of `new`, {case_key: row}, to the audit, and to the unit if need be. {case_key: {SampledCase}}."""
    known = defaultdict(list)
    for case in Case.objects.filter(unit=audit.unit):
        known[case_key(case.reference)].append(case)
    _refuse_rows(table, [(row, _remedy_for_new_case(row.reference, known.get(key, ()))) for key, row in new.items()])
    unknown = [key for key in new if key in table.elsewhere and key not in known]
    _refuse_rows(table, [(new[key], f"--same: neither the file nor the PDU has a case “{key}”.") for key in unknown])
    cases = {
        key: known[key][0] if key in known else Case(unit=audit.unit, reference=row.reference)
        for key, row in new.items()
    }
    bulk_create_with_history([case for case in cases.values() if case.pk is None], Case, default_user=by)
    first = max((sampled.number for sampled in audit.sampled_cases.all()), default=0) + 1
    sampled = [SampledCase(audit=audit, case=case, number=number) for number, case in enumerate(cases.values(), first)]
    bulk_create_with_history(sampled, SampledCase, default_user=by)
    return {key: {case} for key, case in zip(cases, sampled, strict=True)}


def _remedy_for_new_case(reference, known):
    """What to do about a row whose case cannot be added; None where it can. `known`: the unit's Cases of this name."""
    longest = Case._meta.get_field("reference").max_length
    if len(reference) > longest:
        return f"A case's reference has at most {longest} characters. Shorten it."
    if len(known) > 1:
        return "The unit has several cases of this reference. Add the right one to the audit first."
    return None


def _refuse_rows(table, remedies):
    """Raises AnswersRefused with a Problem for every (row of the table, remedy) that has a remedy."""
    problems = [Problem(row.row, table.case_column, row.reference, remedy) for row, remedy in remedies if remedy]
    if problems:
        raise AnswersRefused(problems)
