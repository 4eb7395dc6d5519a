"""Read what planning shows and checks: the versions that forms are based on, and what may be drawn or replaced."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet

from audit.frameworks import framework_choices, framework_paths
from audit.models import (
    Alert,
    Audit,
    AuditReviewer,
    Finding,
    OwnFramework,
    ReserveCase,
    Review,
    Sample,
    SampledCase,
    SharedCase,
    in_own_team,
)
from cases.identifiers.names import person_key
from cases.models import Case, DeliveryUnit, User

CHANGEABLE = ("title", "follows", "about", "review_from", "review_until", "keep_months")


def plan_version(sample: Sample | None) -> str:
    """Return the version of a sample's plan; "" if nothing is planned yet."""
    return version_from(sample.plan) if sample and sample.plan else ""


def audit_version(audit: Audit) -> str:
    """Return the version of the audit's CHANGEABLE fields."""
    return version_from([getattr(audit, name) for name in CHANGEABLE])


def title_key(title: str) -> str:
    """Return what two titles have in common that look the same in a list."""
    return " ".join(title.split()).casefold()


def titles_in(units: Iterable[int], *, besides: Audit | None = None) -> dict[int, set[str]]:
    """Return the title_key of the audits in PDUs of these numbers, {number: keys}, without that of `besides`."""
    titles: dict[int, set[str]] = {}
    audits = Audit.objects.inspections().filter(unit__in=list(units)).exclude(pk=besides.pk if besides else None)
    for unit, title in audits.values_list("unit", "title"):
        titles.setdefault(unit, set()).add(title_key(title))
    return titles


def audits_to_follow(units: Iterable[int], *, planned_before: Audit | None = None) -> QuerySet[Audit]:
    """Return the audits in PDUs of these numbers that a new audit may follow, or those planned before this one."""
    audits = Audit.objects.inspections().filter(unit__in=list(units)).select_related("unit")
    earlier = audits.filter(created_at__lt=planned_before.created_at) if planned_before else audits
    return earlier.order_by("unit__name", "-created_at", "-pk")


def version_from(values: Any) -> str:
    """Return 16 characters that change whenever the values do, for the hidden field `based_on` of a form."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:16]


def fact_version(value: Any) -> str:
    """Return the version of a fact's value."""
    return version_from(value)


def why_not_corrected(sampled: SampledCase) -> str:
    """Say why no fact of the case can be corrected; "" if one can."""
    if sampled.audit.signed_off_at:
        return "The audit is signed off, so its result does not change."
    return f"{sampled} was replaced and does not count in any result." if sampled.replaced_at else ""


def is_of_own_team(sampled: SampledCase, user: User) -> bool:
    """Say whether the case is held in a team where the user has a role."""
    return SampledCase.objects.filter(in_own_team(user, "case"), pk=sampled.pk).exists()


def why_not_replaced(sampled: SampledCase) -> str:
    """Say why the case cannot be replaced; "" if it can."""
    if sampled.replaced_at:
        return "It has already been replaced."
    if sampled.reviews.filter(submitted_at__isnull=False).exists():
        return "A review of it has been submitted. Send the review back first."
    return ""


def counts_elsewhere(sampled: SampledCase) -> bool:
    """Say whether a replaced case still counts in another audit."""
    same = Q(case__unit=sampled.case.unit_id, case__reference=sampled.case.reference)
    return SampledCase.objects.current().filter(same).exists()


def reserves_for(sampled: SampledCase) -> list[ReserveCase]:
    """List the reserves that may replace the case, next one first.

    They come from its kind and stratum. Their practitioner must have fewer cases in the sample than the draw allows.
    """
    if not sampled.stratum:
        return []
    reserves = reserves_like(sampled).select_related("case__practitioner")
    of_kind = sampled.audit.sampled_cases.counted().filter(kind=sampled.kind)
    others = of_kind.exclude(pk=sampled.pk).select_related("case__practitioner")
    held = Counter(_practitioner_key(other.case) for other in others)
    limit = _practitioner_limit(sampled)
    return [
        reserve
        for reserve in reserves.order_by("position")
        if not limit or not (name := _practitioner_key(reserve.case)) or held[name] < limit
    ]


def reserves_like(sampled: SampledCase) -> QuerySet[ReserveCase]:
    """Return the reserves of the case's kind and stratum."""
    return sampled.audit.reserves.filter(kind=sampled.kind, stratum=sampled.stratum)


def _practitioner_limit(sampled: SampledCase) -> int | None:
    """Return how many cases of one practitioner the sample of its kind may hold; None if there is no limit."""
    sample = sampled.audit.sample_of(sampled.kind)
    return sample.drawn["plan"].get("cap") if sample and sample.drawn else None


def _practitioner_key(case: Case) -> tuple[str, ...]:
    """Return the practitioner's name as the draw compares names, however it is written; () if there is none."""
    return person_key(case.practitioner.name) if case.practitioner else ()


def reviewers_version(reviewers: Iterable[AuditReviewer]) -> str:
    """Return the version of who reviews and how many cases each can take; "" if there are no reviewers."""
    capacities = sorted((reviewer.user_id, reviewer.capacity) for reviewer in reviewers)
    return version_from(capacities) if capacities else ""


def why_not_drawn(audit: Audit, kind: str = "") -> str:
    """Say why no sample of this kind of case can be drawn for the audit any more; "" if one can."""
    reviewed = Q(submitted_at__isnull=False) | Q(answers__isnull=False) | Q(alerts__isnull=False)
    if audit.signed_off_at:
        return "The audit is signed off."
    if Review.objects.filter(reviewed, sampled_case__audit=audit, sampled_case__kind=kind).exists():
        return "A review of one of its cases has started. To draw again, plan another audit."
    if audit.sampled_cases.filter(kind=kind, replaced_at__isnull=False).exists():
        return "One of its cases has been replaced. To draw again, plan another audit."
    if audit.shared_cases.filter(kind=kind).exists():
        return "A case is being read together. To draw again, remove it under Read together or plan another audit."
    return ""


def count_lost_by_new_draw(audit: Audit, kind: str = "") -> dict[str, int]:
    """Count what a new draw of this kind would remove, as {"cases": 56, "reserves": 12, …}; {} if none was drawn."""
    reviews = Review.objects.filter(sampled_case__audit=audit, sampled_case__kind=kind)
    lost = {
        "cases": audit.sampled_cases.filter(kind=kind).count(),
        "reserves": audit.reserves.filter(kind=kind).count(),
        "allocated": reviews.filter(reviewer__isnull=False).count(),
        "second": reviews.filter(part=Review.Part.SECOND).count(),
    }
    return lost if any(lost.values()) else {}


def sample_version(sample: Sample | None) -> str:
    """Return the version of a sample: when it was drawn, and the version of its plan; "" if there is neither."""
    drawn = sample.drawn_at.isoformat() if sample and sample.drawn_at else ""
    return " ".join(filter(None, (drawn, plan_version(sample))))


def past_and_present_ids(model: type[Model], **filters: Any) -> set[int]:
    """Return the ids of the records that match the filters now, or matched them at any time in their history."""
    now = model.objects.filter(**filters).values_list("pk", flat=True)
    return {*now, *model.history.filter(**filters).values_list("id", flat=True)}


def cases_in(audit: Audit) -> set[int]:
    """Return the ids of the cases in the audit's samples and reserves, of every kind, and of those read together."""
    held = (audit.sampled_cases, audit.reserves, audit.shared_cases)
    return {case for records in held for case in records.values_list("case", flat=True)}


def references_of_other_kinds(audit: Audit | None, kind: str) -> list[str]:
    """Return the references of the audit's cases that are sampled, or in reserve, as another kind of case."""
    if audit is None or not kind:
        return []
    held = (audit.sampled_cases, audit.reserves, audit.shared_cases)
    references = (records.exclude(kind=kind).values_list("case__reference", flat=True) for records in held)
    return sorted({reference for found in references for reference in found})


def cases_of_no_other_audit(audit: Audit) -> QuerySet[Case]:
    """Return the cases that are, or were, in the audit's sample or reserves or shared, and that nothing else needs.

    Another audit may need one, and so may a finding or an alert about it.
    """
    here, elsewhere = Q(), Q()
    for model in (SampledCase, ReserveCase, SharedCase):
        here |= Q(pk__in=model.objects.filter(audit=audit).values("case"))
        here |= Q(pk__in=model.history.filter(audit_id=audit.pk).values("case_id"))
        elsewhere |= Q(pk__in=model.objects.exclude(audit=audit).values("case"))
    for model in (Finding, Alert):
        elsewhere |= Q(pk__in=model.objects.exclude(case=None).values("case"))
    return Case.objects.filter(here).exclude(elsewhere)


def frameworks_offered_in(units: Mapping[int, DeliveryUnit]) -> list[tuple[str, str]]:
    """Return [(code, title)] of the frameworks for audits of these PDUs: files, then what people published there."""
    own = OwnFramework.objects.offered_in(units.values()).select_related("region", "unit").newest()
    offered = [(each.code, f"{each.title} ({each.whose})") for each in own if each.code not in framework_paths()]
    return framework_choices() + offered
