"""Read which findings and alerts are past their retention, and which cases nothing needs any more."""

from datetime import date

from django.db.models import Case as CaseWhen
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from audit.models import Alert, Entry, Finding, Recheck, ReserveCase, SampledCase, SharedCase
from audit.models.oversight.finding import ENDING
from audit.oversight.months import add_months
from cases.models import Case

MONTHS_KEPT = 12  # after a finding was closed, or an alert answered


def findings_past_retention(today: date) -> QuerySet[Finding]:
    """Return the findings that were closed over 12 months before, strengths released so long ago, and drafts that were
    left behind by a look or review that is gone."""
    ended = Entry.objects.filter(finding=OuterRef("pk"), kind__in=ENDING).values("at")[:1]
    checked = Recheck.objects.filter(finding=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
    closed_at = Coalesce(Subquery(ended), Subquery(checked))
    of_strength = When(kind=Finding.Kind.STRENGTH, then=F("released_at"))
    aged = Finding.objects.alias(closed_at=CaseWhen(of_strength, default=closed_at))
    closed = Q(pk__in=Finding.objects.closed().values("pk")) | Q(kind=Finding.Kind.STRENGTH, released_at__isnull=False)
    left_behind = Q(released_at=None, sampled_case=None)
    return aged.filter((closed & Q(closed_at__date__lt=add_months(today, -MONTHS_KEPT))) | left_behind)


def deleted_drafts_left_over() -> QuerySet:
    """Return the history of drafts that their writers deleted, once the look or review is gone."""
    deleted = Finding.history.exclude(id__in=Finding.objects.values("pk"))
    return deleted.exclude(sampled_case__in=SampledCase.objects.values("pk"))


def alerts_past_retention(today: date) -> QuerySet[Alert]:
    """Return the alerts that were answered over 12 months before. One that is open is never removed."""
    return Alert.objects.filter(answered_at__date__lt=add_months(today, -MONTHS_KEPT))


def cases_left_over() -> QuerySet[Case]:
    """Return the cases that only closed findings and answered alerts still point at.

    An open finding or alert keeps its case, so that it can be acted on; one of a restricted case is closed to everyone.
    """
    pointed_at = _in(Finding.objects.all()) | _in(Alert.objects.all())
    sampled = _in(SampledCase.objects.all()) | _in(ReserveCase.objects.all()) | _in(SharedCase.objects.all())
    to_do = Finding.objects.gaps().released().not_closed().filter(case__restricted_digest="")
    return Case.objects.filter(pointed_at).exclude(sampled | _in(to_do) | _in(Alert.objects.open()))


def _in(rows: QuerySet) -> Q:
    return Q(pk__in=rows.exclude(case=None).values("case"))


def count_past_retention(today: date) -> dict[str, int]:
    """Count what remove_past_retention would remove, as {"findings": 3, …}."""
    return {
        "findings": findings_past_retention(today).count(),
        "alerts": alerts_past_retention(today).count(),
    }
