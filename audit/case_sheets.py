"""The cases that somebody gets in a file: a row for each that may be listed, and one value for the others together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from audit.method.disclosure import FEWEST_LISTED, answers_left_out, cases_left_out, order_of_leaving
from audit.method.tally import Tally, tally_answers
from audit.models import SampledCase
from audit.reports import CaseRow
from audit.rollup import EVERY_CASE, counted_cases
from cases.models import Case


@dataclass(frozen=True)
class CaseSheet:
    """`left_out`: how many cases count and have no row. `rest`: {question code: Tally} of the answers in no row."""

    rows: Sequence[CaseRow]
    left_out: int = 0
    rest: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def cases(self):
        return len(self.rows) + self.left_out


def case_sheet_for(user, audit):
    """The CaseSheet of an audit for somebody: with the cases of the places where they see cases, not with those that
    they only review."""
    sampled = SampledCase.objects.with_answers_visible_to(user).counted().filter(audit=audit)
    seen = sampled.filter(case__in=Case.objects.visible_to(user).values("pk"))
    return case_sheet_of(audit, set(seen.values_list("number", flat=True)))


def case_sheet_of(audit, open_to_reader=None):
    """The CaseSheet of an audit for a reader who may see the cases of these numbers (default: all); one query.

    None where there is no such sheet: with fewer than ten cases, without one to list, and once cases are removed.
    """
    nothing_to_list = audit.removed_at or (open_to_reader is not None and not open_to_reader)
    cases = [] if nothing_to_list else counted_cases(audit)
    if len(cases) < FEWEST_LISTED:
        return None
    numbers = {case.number for case in cases}
    order = _order_of(audit, cases)
    restricted = {case.number for case in cases if case.restricted}
    left_out = cases_left_out(order, restricted, numbers if open_to_reader is None else open_to_reader)
    hidden = answers_left_out(order, left_out, _answered(cases))
    rows = [_row(case, hidden) for case in cases if case.number not in left_out]
    rest = [
        (code, value, (EVERY_CASE,))
        for case in cases
        for code, value in case.answers.items()
        if case.number in hidden[code]
    ]
    return CaseSheet(rows, len(left_out), tally_answers(rest).get(EVERY_CASE, {})) if rows else None


def _order_of(audit, cases):
    """By the seed that the audit was drawn with; by its number where nothing was drawn."""
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
