"""The cases that a person gets in a list or a file: those that may be listed, and one value for the others together."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from audit.method.disclosure import FEWEST_LISTED, answers_left_out, cases_left_out, order_of_leaving
from audit.method.tally import Tally, tally_answers
from audit.models import SampledCase
from audit.results.report import CaseRow
from audit.results.rollup import EVERY_CASE, counted_cases
from cases.models import Case


@dataclass(frozen=True)
class CaseSheet:
    """`unlisted`: numbers of the cases that count and have no row. `rest`: {question code: Tally} of the answers in no
    row."""

    rows: Sequence[CaseRow]
    unlisted: Set[int] = frozenset()
    rest: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def left_out(self):
        return len(self.unlisted)

    @property
    def cases(self):
        return len(self.rows) + self.left_out

    def numbers_answering(self, code):
        """Of the cases that are listed with their answer to a question."""
        return {row.number for row in self.rows if code in row.answers}


def case_sheet_for(user, audit):
    """The CaseSheet of an audit for somebody's file, or None: see case_sheet_of."""
    return case_sheet_of(audit, _open_to(user, audit))


def case_list_for(user, audit):
    """The CaseSheet of an audit for the pages that somebody opens: what their file lists, and of fewer than ten cases
    too what may be listed."""
    return case_list_of(audit, _open_to(user, audit))


def case_sheet_of(audit, open_to_reader=None):
    """The CaseSheet of an audit for a reader who may see the cases of these numbers (default: all); one query.

    None where there is no such sheet: with fewer than ten cases, without one to list, and once cases are removed.
    """
    listed = case_list_of(audit, open_to_reader)
    return listed if listed.rows and listed.cases >= FEWEST_LISTED else None


def case_list_of(audit, open_to_reader=None):
    """The same for a page, which lists fewer than ten cases too; none of them where a restricted one counts."""
    nothing_to_list = audit.removed_at or (open_to_reader is not None and not open_to_reader)
    cases = [] if nothing_to_list else counted_cases(audit)
    left_out, hidden = _not_listed(_order_of(audit, cases), cases, open_to_reader)
    rows = [_row(case, hidden) for case in cases if case.number not in left_out]
    rest = [
        (code, value, (EVERY_CASE,))
        for case in cases
        for code, value in case.answers.items()
        if case.number in hidden[code]
    ]
    return CaseSheet(rows, left_out, tally_answers(rest).get(EVERY_CASE, {}))


def _open_to(user, audit):
    """The numbers of the cases of the places where somebody sees cases, not of those that they only review."""
    sampled = SampledCase.objects.with_answers_visible_to(user).counted().filter(audit=audit)
    seen = sampled.filter(case__in=Case.objects.visible_to(user).values("pk"))
    return set(seen.values_list("number", flat=True))


def _not_listed(order, cases, open_to_reader):
    """(numbers of the cases, {question code: numbers of the cases whose answer}) that are left out."""
    restricted = {case.number for case in cases if case.restricted}
    reader, answered = set(order) if open_to_reader is None else open_to_reader, _answered(cases)
    if len(cases) >= FEWEST_LISTED:
        left_out = cases_left_out(order, restricted, reader)
        return left_out, answers_left_out(order, left_out, answered)
    # of so few none keeps others company: who may not see one to four of them gets no figure to subtract from
    left_out = frozenset(order if restricted else set(order) - reader)
    return left_out, {code: numbers & left_out for code, numbers in answered.items()}


def _order_of(audit, cases):
    """By the seed that the audit was drawn with; by its number where nothing was drawn."""
    if not cases:
        return []
    sample = getattr(audit, "sample", None)
    seed = sample.drawn["seed"] if sample and sample.drawn else f"audit {audit.pk}"
    return order_of_leaving([case.number for case in sorted(cases, key=lambda case: case.counts_since)], seed)


def _answered(cases):
    answered = {}
    for case in cases:
        for code in case.answers:
            answered.setdefault(code, set()).add(case.number)
    return answered


def _row(case, hidden):
    held_back = frozenset(code for code in case.answers if case.number in hidden[code])
    answers = {code: value for code, value in case.answers.items() if code not in held_back}
    comments = {code: text for code, text in case.comments.items() if code not in held_back}
    return CaseRow(f"Case {case.number}", answers, comments, case.number, held_back)
