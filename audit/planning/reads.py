"""Read what planning shows and checks: versions that forms are based on, what a draw gives up, what may be replaced."""

import hashlib
import json
from collections import Counter

from django.db.models import Q

from audit.models import (
    ReserveCase,
    Review,
    SampledCase,
    in_own_team,
)
from cases.identifiers.names import person_key
from cases.models import Case

CHANGEABLE = ("title", "about", "review_from", "review_until", "keep_months")


def plan_version(sample):
    """What tells the plan of a Sample (None: none) from another one; "" where nothing is planned."""
    return version_from(sample.plan) if sample and sample.plan else ""


def audit_version(audit):
    """What tells title, dates and what else is CHANGEABLE of an Audit from another state of it."""
    return version_from([getattr(audit, name) for name in CHANGEABLE])


def version_from(told):
    """What tells these values from others: a short text for the hidden field of a form."""
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:16]


def fact_version(value):
    """What tells a value of a fact from another one."""
    return version_from(value)


def why_not_corrected(sampled):
    """Why no fact of a SampledCase can be corrected; "" where one can."""
    if sampled.audit.signed_off_at:
        return "The audit is signed off: its result stays what was signed."
    return f"{sampled} was replaced, and counts nowhere." if sampled.replaced_at else ""


def is_of_own_team(sampled, user):
    """Whether the case is held in a team in which the user has a role."""
    return SampledCase.objects.filter(in_own_team(user, "case"), pk=sampled.pk).exists()


def why_not_replaced(sampled):
    """Why a SampledCase cannot be replaced; "" where it can."""
    if sampled.replaced_at:
        return "It was replaced already."
    if sampled.reviews.filter(submitted_at__isnull=False).exists():
        return "A review of it is submitted. Send it back first."
    return ""


def counts_elsewhere(sampled):
    """Whether a replaced case still counts in another audit: one that is signed off, or has a submitted review."""
    same = Q(case__unit=sampled.case.unit_id, case__reference=sampled.case.reference)
    return SampledCase.objects.counted().filter(same).exists()


def reserves_for(sampled):
    """The ReserveCases that may take a SampledCase's place, the next one first: those of its stratum whose practitioner
    has fewer cases in the sample than the limit of the draw."""
    if not sampled.stratum:
        return []
    reserves = sampled.audit.reserves.filter(stratum=sampled.stratum).select_related("case__practitioner")
    others = sampled.audit.sampled_cases.counted().exclude(pk=sampled.pk).select_related("case__practitioner")
    held = Counter(_practitioner_of(other.case) for other in others)
    limit = _limit_of(sampled.audit)
    return [
        reserve
        for reserve in reserves.order_by("position")
        if not limit or not (name := _practitioner_of(reserve.case)) or held[name] < limit
    ]


def _limit_of(audit):
    """How many cases of a practitioner the sample may hold; None for any number."""
    sample = getattr(audit, "sample", None)
    return sample.drawn["plan"].get("cap") if sample and sample.drawn else None


def _practitioner_of(case):
    """What tells the case's practitioner, as in the draw, however the name is written; () where there is none."""
    return person_key(case.practitioner.name) if case.practitioner else ()


def reviewers_version(reviewers):
    """What tells these AuditReviewers and what they can take from others; "" where there are none."""
    told = sorted((reviewer.user_id, reviewer.capacity) for reviewer in reviewers)
    return version_from(told) if told else ""


def why_not_drawn(audit):
    """Why no sample can be drawn for the audit any more; "" where one can."""
    reviewed = Q(submitted_at__isnull=False) | Q(answers__isnull=False)
    if audit.signed_off_at:
        return "The audit is signed off."
    if Review.objects.filter(reviewed, sampled_case__audit=audit).exists():
        return "A review of one of its cases has begun. Plan another audit to draw anew."
    if audit.sampled_cases.filter(replaced_at__isnull=False).exists():
        return "One of its cases was replaced already. Plan another audit to draw anew."
    return ""


def given_up_by_drawing(audit):
    """{what: number} of what goes where a sample is drawn anew; {} where none was drawn."""
    reviews = Review.objects.filter(sampled_case__audit=audit)
    goes = {
        "cases": audit.sampled_cases.count(),
        "reserves": audit.reserves.count(),
        "allocated": reviews.filter(reviewer__isnull=False).count(),
        "second": reviews.filter(part=Review.Part.SECOND).count(),
    }
    return goes if any(goes.values()) else {}


def sample_version(sample):
    """What tells a Sample (None: none) from one that was planned or drawn later; "" where there is nothing yet."""
    drawn = sample.drawn_at.isoformat() if sample and sample.drawn_at else ""
    return " ".join(filter(None, (drawn, plan_version(sample))))


def ever(model, **which):
    """The numbers of the records that are so, or were at any time."""
    now = model.objects.filter(**which).values_list("pk", flat=True)
    return {*now, *model.history.filter(**which).values_list("id", flat=True)}


def cases_of_no_other_audit(audit):
    """Those that are or were in the audit's sample or among its reserves, and are in no other's."""
    here, elsewhere = Q(), Q()
    for model in (SampledCase, ReserveCase):
        here |= Q(pk__in=model.objects.filter(audit=audit).values("case"))
        here |= Q(pk__in=model.history.filter(audit_id=audit.pk).values("case_id"))
        elsewhere |= Q(pk__in=model.objects.exclude(audit=audit).values("case"))
    return Case.objects.filter(here).exclude(elsewhere)
