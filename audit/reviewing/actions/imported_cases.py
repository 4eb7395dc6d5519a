"""Find the cases of an answers file in an audit, and add those that it lacks."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from simple_history.utils import bulk_create_with_history

from audit.method.applicability import KIND
from audit.method.kinds import kinds_to_sample, number_before
from audit.models import Audit, Review, SampledCase
from audit.reviewing.answers_file.cases import case_key, differ_by_zeros, loose_key
from audit.reviewing.answers_file.facts import note_missing_kinds
from audit.reviewing.answers_file.table import AnswersRow, AnswersTable
from cases.models import Case, User
from cases.spreadsheets.problems import Problem, Problems


class AnswersRefused(Exception):
    """The table does not fit the audit. `problems` (Problems) says why; nothing was saved."""

    def __init__(self, problems: Iterable[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = Problems(problems)


@transaction.atomic
def find_or_add_cases(
    *,
    audit: Audit,
    table: AnswersTable,
    add_cases: bool = False,
    cases: QuerySet[SampledCase] | None = None,
    by: User | None,
) -> list[tuple[AnswersRow, SampledCase]]:
    """Pair each row of the table with its case, each case once. With `add_cases`, add those that the audit lacks.

    `cases`: those of the audit that may be found; default: all.
    Raises AnswersRefused where a row has no case, may mean two, or has one that takes no answers.
    """
    names = _cases_by_name(audit.sampled_cases if cases is None else cases)
    new = {key: row for key, row in table.cases.items() if key not in names}
    _refuse_alike(audit, table, names, new if add_cases else {})
    added = _add_sampled_cases(audit, table, new, by) if add_cases else {}
    found = [(row, names.get(key) or added.get(key, set())) for key, row in table.cases.items()]
    reviewed = set(
        Review.objects.in_force().filter(sampled_case__audit=audit).values_list("sampled_case_id", flat=True)
    )
    # two spellings in the file may be one case here: its number, and its reference
    rows_of = Counter(sampled.pk for _, candidates in found for sampled in candidates)
    _refuse_rows(table, [(row, _remedy_for_case(audit, candidates, reviewed, rows_of)) for row, candidates in found])
    return [(row, *candidates) for row, candidates in found]


def _cases_by_name(cases):
    """{case_key of a number or reference: the SampledCases that it may mean}."""
    names = defaultdict(set)
    for sampled in cases.select_related("case"):
        for name in (sampled.shown_number, str(sampled), sampled.case.reference):
            names[case_key(name)].add(sampled)
    return dict(names)


def _refuse_alike(audit, table, names, new):
    """Raise AnswersRefused for rows that may mean two cases: 1 may be Case 1, or 001 without its zeros.

    `new` is {key: row} of the cases to add. The unit may have them already under another spelling.
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
    """What to do about a row whose case is missing, unclear or closed; None where nothing is wrong."""
    if not candidates:
        return f"“{audit}” does not have this case. Use its number or reference, or add new cases with --add-cases."
    if len(candidates) > 1:
        return "This is the number of one case and the reference of another. Write “Case ” before a number."
    (sampled,) = candidates
    if sampled.replaced_at:
        return f"{sampled} was replaced and is no longer reviewed. Remove the row."
    if rows_of[sampled.pk] > 1:
        return f"Several rows are for {sampled}. Keep one."
    if sampled.pk in reviewed:
        return f"{sampled} already has a review, and a file never replaces one. Remove the row."
    return None


def _add_sampled_cases(audit, table, new, by):
    """Add the cases of `new`, {case_key: row}, to the audit, and to the unit where it lacks them.

    Returns {case_key: {SampledCase}}.
    """
    known = defaultdict(list)
    for case in Case.objects.filter(unit=audit.unit):
        known[case_key(case.reference)].append(case)
    _refuse_rows(table, [(row, _remedy_for_new_case(row.reference, known.get(key, ()))) for key, row in new.items()])
    note_missing_kinds(audit.framework, new.values(), problems := Problems())
    if problems:
        raise AnswersRefused(problems)
    unknown = [key for key in new if key in table.elsewhere and key not in known]
    _refuse_rows(table, [(new[key], f"--same: neither the file nor the PDU has a case “{key}”.") for key in unknown])
    cases = {
        key: known[key][0] if key in known else Case(unit=audit.unit, reference=row.reference)
        for key, row in new.items()
    }
    bulk_create_with_history([case for case in cases.values() if case.pk is None], Case, default_user=by)
    sampled = [*_numbered(audit, [(case, new[key].facts.get(KIND, "")) for key, case in cases.items()])]
    bulk_create_with_history(sampled, SampledCase, default_user=by)
    return {key: {case} for key, case in zip(cases, sampled, strict=True)}


def _numbered(audit, cases):
    """Yield a SampledCase for each (Case, kind). Numbers go on from the last: people know their cases by number."""
    framework = audit.framework
    last = {kind: number_before(framework, kind) for kind in kinds_to_sample(framework)}
    for sampled in audit.sampled_cases.all():
        last[sampled.kind] = max(last.get(sampled.kind, 0), sampled.number)
    for case, named in cases:
        kind = named or framework.usual_kind
        last[kind] += 1
        prefix = framework.kind[kind].prefix if kind else ""
        yield SampledCase(audit=audit, case=case, kind=kind, prefix=prefix, number=last[kind])


def _remedy_for_new_case(reference, known):
    """What to do about a row whose case cannot be added; None where it can. `known` are the unit's Cases with it."""
    longest = Case._meta.get_field("reference").max_length
    if len(reference) > longest:
        return f"A case's reference has at most {longest} characters. Shorten it."
    if len(known) > 1:
        return "The PDU has several cases with this reference. Add the right one to the audit first."
    return None


def _refuse_rows(table, remedies):
    """Raise AnswersRefused with a Problem for each (row, remedy) that has a remedy."""
    problems = [Problem(row.row, table.case_column, row.reference, remedy) for row, remedy in remedies if remedy]
    if problems:
        raise AnswersRefused(problems)
