"""A team where oversight is approved, with its rounds and looks, stored directly and without a draw."""

import datetime

from django.utils import timezone

from audit.frameworks import framework
from audit.models import Answer, Audit, Look, OversightApproval, Purpose, Review, Round, SampledCase
from cases.models import Case, Practitioner, Team
from tests.audit.an_audit import a_unit

INSTRUMENT = "oversight-short"


def approve(unit, **facts):
    """Oversight may be used in the unit from now on."""
    said = {"approved_by": "Head of data protection (invented)", "approved_on": timezone.localdate()}
    return OversightApproval.objects.create(unit=unit, **(said | facts))


def a_team(name="Ipswich", unit=None):
    """The team of that name, in a unit where oversight is approved."""
    unit = unit or a_unit()
    if not OversightApproval.objects.in_force().filter(unit=unit).exists():
        approve(unit)
    return Team.objects.get_or_create(unit=unit, name=name)[0]


def a_practitioner(team, name, **facts):
    return Practitioner.objects.create(team=team, name=name, **({"grade": "PO"} | facts))


def a_case(practitioner, reference, **facts):
    """A case that the practitioner holds."""
    team = practitioner.team
    return Case.objects.create(
        unit=team.unit, team=team, practitioner=practitioner, reference=reference, **({"rosh_level": "medium"} | facts)
    )


def a_round(team, cases, *, title="November round", instrument=INSTRUMENT, days=14, spo=None, **facts):
    """A round of the team that closes after `days`, with these cases; no look has begun."""
    used = framework(instrument)
    audit = Audit.objects.create(
        unit=team.unit,
        title=title,
        purpose=Purpose.OVERSIGHT,
        framework_code=instrument,
        framework_version=used.version,
        framework_checksum=used.checksum,
        keep_months=6,
        created_by=spo,
    )
    closes_on = timezone.localdate() + datetime.timedelta(days=days)
    stored = Round.objects.create(audit=audit, team=team, **({"closes_on": closes_on} | facts))
    for number, case in enumerate(cases, start=1):
        sampled = SampledCase.objects.create(
            audit=audit, case=case, number=number, chance=0.5, picked_because=["domestic abuse flag"]
        )
        Review.objects.create(sampled_case=sampled, reviewer=spo)
    return stored


def a_look(sampled, by, answers=None, *, finished=False, **facts):
    """A look at a case of a round, begun or finished, with {question code: Value} answered."""
    review = sampled.reviews.get(part=Review.Part.FIRST)
    review.reviewer, review.submitted_at = by, timezone.now() if finished else None
    review.save()
    for code, value in (answers or {}).items():
        Answer.objects.create(review=review, question=code, value=value, version=1, answered_by=by)
    said = {"needs_action_today": False} if finished else {}
    return Look.objects.create(review=review, **(said | facts))
