"""The figures of the signed-off audits of a unit, one after the other, as far as a user may know them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from audit.frameworks import FrameworkProblem, words_of
from audit.method.change.figures import Figures
from audit.method.change.same_cases import PairedChange, paired_change
from audit.models import Audit, EarlierVersion, FrameworkChanged, SampledCase
from audit.models.counts import number_in_audit
from audit.results.reads import cases_seen, sees_every_case
from audit.results.report import Report, draws_of, hidden_from_others
from audit.results.rollup import answers_by_case, roll_up, tally_cases
from cases.models import User


@dataclass(frozen=True)
class SignedResult:
    """A signed-off audit with its Figures. `signed_on`: when it was first signed off; a correction is no newer work.

    `figures`: None if its framework file has changed since or is gone. `shared`: how many of its cases are in the
    audit of the page too; not for readers who may not see every case.
    """

    audit: Audit
    signed_on: datetime
    figures: Figures | None
    shared: int = 0


def results_of_unit(user: User, audit: Audit) -> list[SignedResult]:
    """Return the signed-off results of the unit of an audit (from a view that opens_audit), the earliest first.

    They are those of its purpose, and the one that it follows. One query; for users who do not see every case one
    more, and one for each audit with a case that they do see.
    """
    found = _signed_beside(audit, Audit.objects.with_results_visible_to(user))
    if sees_every_case(audit):
        return [SignedResult(each, each.first_signed, _figures_of(each, None), each.shared) for each in found]
    return _without_cases(found, cases_seen(user, found))


def results_for_outsiders(audit: Audit) -> list[SignedResult]:
    """Return the same as far as a reader may know who sees no case; one query."""
    return _without_cases(_signed_beside(audit, Audit.objects.inspections()), {})


def _without_cases(found: Sequence[Audit], own: Mapping[int, set[int]]) -> list[SignedResult]:
    return [SignedResult(each, each.first_signed, _figures_of(each, own)) for each in found]


def _signed_beside(audit: Audit, audits: QuerySet[Audit]) -> list[Audit]:
    comparable = Q(purpose=audit.purpose) | Q(pk=audit.follows_id)  # another purpose chooses other cases
    cases = SampledCase.objects.counted()
    shared = number_in_audit(cases.filter(case__in=cases.filter(audit=audit).values("case")))
    signed = audits.filter(comparable, unit=audit.unit_id, snapshot__isnull=False).prefetch_related("samples")
    signed = signed.annotate(first_signed=_first_signed(), shared=shared).order_by("first_signed", "pk")
    return [each for each in signed if not each.without_result]


def figures_of_report(report: Report) -> Figures:
    """Return the Figures that a Report holds, without what it hides."""
    questions = [question for standard in report.rating.standards for question in standard.key_questions]
    hidden = frozenset(question.code for question in questions if question.hidden or report.ratings_only)
    return Figures(report.framework, report.words, report.draws, {each.code: each.tally for each in questions}, hidden)


def earlier_of(results: list[SignedResult], audit: Audit, now: Figures) -> SignedResult | None:
    """Return the result that the audit is compared with: the one it follows, or else the last before it.

    Only a result that has some of the same questions can be compared; None if there is none.
    """
    numbers = [result.audit.pk for result in results]
    before = results[: numbers.index(audit.pk)] if audit.pk in numbers else results
    comparable = [each for each in before if each.figures and now.same_in(each.figures)]
    followed = [each for each in comparable if each.audit.pk == audit.follows_id]
    return next(iter(followed), comparable[-1] if comparable else None)


def paired_changes(audit: Audit, earlier: SignedResult, now: Figures) -> dict[str, PairedChange]:
    """Return {key question: PairedChange} in the cases that both audits have; {} without any, or once they are removed.

    It could give away single answers, so it is only for users who see every case. Four queries.
    """
    if not earlier.shared:
        return {}
    before, after = answers_by_case(earlier.audit), answers_by_case(audit)
    same = now.same_in(earlier.figures)
    found = {code: paired_change(before, after, there, code) for code, there in same.items()}
    return {code: change for code, change in found.items() if change.cases}


def _first_signed():
    """Return the expression of when an audit was first signed off. A join would group by the snapshot."""
    versions = EarlierVersion.objects.filter(audit=OuterRef("pk")).order_by("number")
    return Coalesce(Subquery(versions.values("signed_off_at")[:1]), F("signed_off_at"))


def _figures_of(audit: Audit, own: Mapping[int, set[int]] | None) -> Figures | None:
    """`own`: {audit: numbers of the cases that the reader sees}; None for a reader who sees every case."""
    try:
        framework = audit.framework
    except (FrameworkChanged, FrameworkProblem):
        return None
    rolled, hidden = roll_up(audit), frozenset()
    if own is not None:
        numbers = own.get(audit.pk, set())
        hidden = hidden_from_others(audit, rolled, tally_cases(audit, numbers), len(numbers))
    return Figures(framework, words_of(framework), draws_of(audit, rolled), rolled.overall, hidden)
