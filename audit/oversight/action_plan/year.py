"""A PDU's year on one page: what we found, what we did, what changed. No person is in it."""

import datetime
from dataclasses import dataclass

from django.db.models import Sum

from audit.access import tell_access
from audit.frameworks import FrameworkProblem
from audit.models import Audit, FrameworkChanged, QuarterCount, Recommendation, Step
from audit.oversight.action_plan.pages import sentence_on
from audit.oversight.action_plan.reads import progress_of, recommendations_of
from audit.results.change.pages.change import ChangePart, build_change
from audit.results.change.reads import results_of_unit
from audit.results.reads import report_open_to
from cases.models import DeliveryUnit, User


@dataclass(frozen=True)
class Year:
    """`audits`: the results signed off in the year. `done`: steps that hold from a day in it. `counts`: what oversight
    found in teams with enough looks: {"gaps", "put_right", "strengths"}, None where there are none.
    """

    unit: DeliveryUnit
    year: int
    audits: tuple[Audit, ...]
    recommendations: tuple[Recommendation, ...]
    progress: str
    done: tuple[Step, ...]
    counts: dict[str, int] | None
    change: ChangePart | None

    @property
    def latest(self) -> Audit | None:
        return self.audits[-1] if self.audits else None


def years_of(user: User, unit: int) -> list[int]:
    """Return the years in which results of the PDU were signed off, the latest first; [] where the user sees none."""
    signed = Audit.objects.with_results_visible_to(user).filter(unit=unit, signed_off_at__isnull=False)
    return sorted({moment.year for moment in signed.values_list("signed_off_at", flat=True)}, reverse=True)


def build_year(user: User, unit: int, year: int, today: datetime.date) -> Year:
    """Build the page of a PDU whose results the user sees."""
    unit = DeliveryUnit.objects.select_related("region").get(pk=unit)
    signed = Audit.objects.with_results_visible_to(user).for_report().filter(unit=unit, signed_off_at__year=year)
    audits = tuple(signed.order_by("signed_off_at", "pk"))
    recommended = tuple(recommendations_of([audit.pk for audit in audits]))
    done = Step.objects.filter(recommendation__audit__unit=unit, holds_from__year=year)
    return Year(
        unit=unit,
        year=year,
        audits=audits,
        recommendations=recommended,
        progress=sentence_on(progress_of(recommended, today)),
        done=tuple(done.filter(recommendation__audit__signed_off_at__isnull=False).order_by("holds_from", "pk")),
        counts=_counts(unit, year),
        change=_change(user, audits[-1]) if audits else None,
    )


def _counts(unit, year):
    names = ("gaps", "put_right", "strengths")
    kept = QuarterCount.objects.filter(team__unit=unit, quarter__startswith=f"{year}-")
    sums = kept.aggregate(**{name: Sum(name) for name in names})
    return sums if sums["gaps"] is not None else None


def _change(user, audit):
    tell_access(audit, user)
    try:
        return build_change(report_open_to(user, audit), results_of_unit(user, audit), audit)
    except (FrameworkChanged, FrameworkProblem):
        return None
