"""The cases that a person gets in a list or a file: one row for each case that may be listed, one sum for the rest."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from audit.method.answers import Value
from audit.method.disclosure.left_out import FEWEST_LISTED, answers_left_out, cases_left_out, order_of_leaving
from audit.method.framework import Framework
from audit.method.kinds import kind_of_number, shown_number
from audit.method.tally import Tally, tally_answers
from audit.models import Audit, SampledCase
from audit.results.report import CaseRow
from audit.results.rollup import EVERY_CASE, CountedCase, counted_answers_to, counted_cases, counted_without_answers
from cases.models import Case, User


@dataclass(frozen=True)
class CaseSheet:
    """The rows of the cases that are listed, and what is shown for the others.

    `unlisted`: numbers of the cases that count and have no row. `rest`: {question code: Tally} of answers in no row.
    """

    rows: Sequence[CaseRow]
    unlisted: Set[int] = frozenset()
    rest: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def left_out(self) -> int:
        """Return how many cases count and have no row."""
        return len(self.unlisted)

    @property
    def cases(self) -> int:
        """Return how many cases count, listed or not."""
        return len(self.rows) + self.left_out

    def numbers_answering(self, code: str) -> set[int]:
        """Return the numbers of the cases that are listed with their answer to this question."""
        return {row.number for row in self.rows if code in row.answers}

    def numbers_by_answer(self, code: str) -> dict[Value, list[int]]:
        """Return {Value: numbers of the cases that are listed with it as their answer to this question}."""
        found: dict[Value, list[int]] = {}
        for row in self.rows:
            if code in row.answers:
                found.setdefault(row.answers[code], []).append(row.number)
        return found


def case_sheet_for(user: User, audit: Audit) -> CaseSheet | None:
    """Return the CaseSheet for this user's file, or None: see case_sheet_of."""
    return case_sheet_of(audit, _open_to(user, audit))


def case_list_for(user: User, audit: Audit, code: str | None = None) -> CaseSheet:
    """Return the CaseSheet for this user's pages: see case_list_of."""
    return case_list_of(audit, _open_to(user, audit), code)


def unlisted_for(user: User, audit: Audit) -> frozenset[int]:
    """Return the numbers of the cases that count and have no row in case_list_for; no answer is read."""
    open_to_reader = _open_to(user, audit)
    cases = counted_without_answers(audit) if open_to_reader and not audit.removed_at else []
    return _not_listed(_order_of(audit, cases), cases, open_to_reader)[0]


def listed_for(user: User, audit: Audit) -> set[int]:
    """Return the numbers of the cases that have a row in case_list_for; no answer is read."""
    open_to_reader = _open_to(user, audit)
    cases = counted_without_answers(audit) if open_to_reader and not audit.removed_at else []
    return {case.number for case in cases} - _not_listed(_order_of(audit, cases), cases, open_to_reader)[0]


def case_sheet_of(audit: Audit, open_to_reader: Set[int] | None = None) -> CaseSheet | None:
    """Return the CaseSheet for a file; one query. `open_to_reader`: numbers of cases they may see (default: all).

    None if there are fewer than ten cases, if none may be listed, or if the cases are removed.
    """
    listed = case_list_of(audit, open_to_reader)
    return listed if listed.rows and listed.cases >= FEWEST_LISTED else None


def case_list_of(audit: Audit, open_to_reader: Set[int] | None = None, code: str | None = None) -> CaseSheet:
    """Return the CaseSheet for a page, which lists fewer than ten cases too.

    If a restricted case is among so few, none is listed. `code`: of a question, to read only its answers.
    """
    nothing_to_list = audit.removed_at or (open_to_reader is not None and not open_to_reader)
    cases = [] if nothing_to_list else counted_answers_to(audit, code) if code else counted_cases(audit)
    left_out, hidden = _not_listed(_order_of(audit, cases), cases, open_to_reader)
    rows = [_row(audit.framework, case, hidden) for case in cases if case.number not in left_out]
    rest = [
        (code, value, (EVERY_CASE,))
        for case in cases
        for code, value in case.answers.items()
        if case.number in hidden[code]
    ]
    return CaseSheet(rows, left_out, tally_answers(rest).get(EVERY_CASE, {}))


def sees_cases_of(user: User, audit: Audit) -> bool:
    """Return whether a file of the audit may have rows for this user: some of its cases are in their places."""
    return bool(_open_to(user, audit))


def _open_to(user: User, audit: Audit) -> set[int]:
    """Return the numbers of the cases in places where the user sees cases; not of those that they only review."""
    sampled = SampledCase.objects.with_answers_visible_to(user).counted().filter(audit=audit)
    seen = sampled.filter(Exists(Case.objects.visible_to(user).filter(pk=OuterRef("case"))))
    return set(seen.values_list("number", flat=True))


def _not_listed(
    order: Sequence[int], cases: Sequence[CountedCase], open_to_reader: Set[int] | None
) -> tuple[frozenset[int], dict[str, frozenset[int]]]:
    """Return (numbers of the cases left out, {question code: numbers of the cases whose answer is left out})."""
    restricted = {case.number for case in cases if case.restricted}
    reader, answered = set(order) if open_to_reader is None else open_to_reader, _answered(cases)
    if len(cases) >= FEWEST_LISTED:
        left_out = cases_left_out(order, restricted, reader)
        return left_out, answers_left_out(order, left_out, answered)
    # so few cases need no company: a reader who may not see one to four of them gets no figure to subtract from
    left_out = frozenset(order if restricted else set(order) - reader)
    return left_out, {code: numbers & left_out for code, numbers in answered.items()}


def _order_of(audit: Audit, cases: Sequence[CountedCase]) -> list[int]:
    """Return the order of leaving, by the seed that the audit was drawn with; by its number if nothing was drawn."""
    if not cases:
        return []
    drawn = [sample.drawn for sample in audit.samples.all() if sample.drawn]
    seed = drawn[0]["seed"] if drawn else f"audit {audit.pk}"
    return order_of_leaving([case.number for case in sorted(cases, key=lambda case: case.counts_since)], seed)


def _answered(cases: Sequence[CountedCase]) -> dict[str, set[int]]:
    """Return {question code: numbers of the cases with an answer}."""
    answered = {}
    for case in cases:
        for code in case.answers:
            answered.setdefault(code, set()).add(case.number)
    return answered


def _row(framework: Framework, case: CountedCase, hidden: Mapping[str, Set[int]]) -> CaseRow:
    held_back = frozenset(code for code in case.answers if case.number in hidden[code])
    answers = {code: value for code, value in case.answers.items() if code not in held_back}
    comments = {code: text for code, text in case.comments.items() if code not in held_back}
    kind = kind_of_number(framework, case.number)
    return CaseRow(f"Case {shown_number(framework, case.number)}", answers, comments, case.number, held_back, kind)
