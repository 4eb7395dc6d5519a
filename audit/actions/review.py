"""Writing reviews and answers."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from audit.answers_table import Problem
from audit.method.applicability import applicable_questions
from audit.models import Answer, Review, SampledCase
from cases.models import Case


class AnswersRefused(Exception):
    """A table that does not fit the audit. `problems` lists why; nothing was saved."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Imported:
    """How many reviews and answers were stored, and {case: [key questions without an answer]} of incomplete ones."""

    reviews: int
    answers: int
    incomplete: dict[str, list[str]]


@transaction.atomic
def import_answers(*, audit, table, add_cases=False, by=None):
    """Store an AnswersTable as reviews of the audit's cases: all of it or nothing.

    Cases are found by their number in the audit or by their reference. Those not in the audit are refused, unless
    `add_cases` adds them, as cases whose facts are not known. A review counts as submitted when every key question
    that applies to its case is answered. Raises AnswersRefused, FrameworkChanged.
    """
    framework, now = audit.framework, timezone.now()
    if add_cases:
        _add_missing_cases(audit, table, by)
    found = _find_cases(audit, table)
    reviews, answers, incomplete = [], [], {}
    for row, sampled in found:
        missing = _unanswered_key_questions(framework, sampled.case, row.answers)
        review = Review(sampled_case=sampled, reviewer=by, submitted_at=None if missing else now)
        reviews.append(review)
        answers += [Answer(review=review, question=q, value=value, answered_by=by) for q, value in row.answers.items()]
        if missing:
            incomplete[row.reference] = missing
    bulk_create_with_history(reviews, Review, default_user=by)
    bulk_create_with_history(answers, Answer, default_user=by)
    return Imported(len(reviews), len(answers), incomplete)


def _unanswered_key_questions(framework, case, answers):
    asked = applicable_questions(framework, vars(case))
    return [q.code for q in framework.key_questions if q.code in asked and q.code not in answers]


def _add_missing_cases(audit, table, by):
    names = _names(audit)
    new_rows = [row for key, row in table.cases.items() if key not in names]
    longest = Case._meta.get_field("reference").max_length
    too_long = [row for row in new_rows if len(row.reference) > longest]
    if too_long:
        remedy = f"A case's reference has at most {longest} characters. Shorten it."
        raise AnswersRefused([Problem(row.row, "case", row.reference, remedy) for row in too_long])
    references = [row.reference for row in new_rows]
    known = {case.reference: case for case in Case.objects.filter(unit=audit.unit, reference__in=references)}
    new = [Case(unit=audit.unit, reference=reference) for reference in references if reference not in known]
    bulk_create_with_history(new, Case, default_user=by)
    known |= {case.reference: case for case in new}
    first = max((sampled.number for sampled in audit.sampled_cases.all()), default=0) + 1
    sampled = [
        SampledCase(audit=audit, case=known[reference], number=number)
        for number, reference in enumerate(references, start=first)
    ]
    bulk_create_with_history(sampled, SampledCase, default_user=by)


def _find_cases(audit, table):
    """[(row of the table, SampledCase)], each case once. Raises AnswersRefused."""
    names = _names(audit)
    reviewed = set(Review.objects.filter(sampled_case__audit=audit).values_list("sampled_case_id", flat=True))
    found = [(row, names.get(key, set())) for key, row in table.cases.items()]
    rows_of = Counter(sampled.pk for _, candidates in found for sampled in candidates)
    problems = []
    for row, candidates in found:
        remedy = _remedy_for_case(audit, candidates, reviewed, rows_of)
        if remedy:
            problems.append(Problem(row.row, "case", row.reference, remedy))
    if problems:
        raise AnswersRefused(problems)
    return [(row, *candidates) for row, candidates in found]


def _names(audit):
    """{name, in lower case: the sampled cases that it may stand for}."""
    names = defaultdict(set)
    for sampled in audit.sampled_cases.select_related("case"):
        for name in (str(sampled.number), str(sampled), sampled.case.reference):
            names[name.casefold()].add(sampled)
    return names


def _remedy_for_case(audit, candidates, reviewed, rows_of):
    if not candidates:
        return f"“{audit}” has no such case. Use its number or reference, or add new cases with --add-cases."
    if len(candidates) > 1:
        return "This is the number of one case and the reference of another. Write “Case ” before a number."
    (sampled,) = candidates
    if rows_of[sampled.pk] > 1:
        return f"Several rows are for {sampled}. Keep one."
    if sampled.pk in reviewed:
        return f"{sampled} has a review already, and a table never overwrites one. Remove the row."
    return None
