"""Load three more published inspections as signed-off audits of invented cases."""

import datetime
from decimal import Decimal

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from audit.demonstration.actions.demonstration import VIEWER
from audit.demonstration.inspections import INSPECTIONS, PublishedInspection, invent_answers
from audit.evidence.indicators.actions import add_indicator
from audit.evidence.indicators.facts import Comparator, IndicatorFacts
from audit.method.kinds import number_before
from audit.models import Answer, Audit, Review, SampledCase, StandardText
from audit.planning.actions.plan import create_audit
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.recommendations.actions import add_recommendation
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, DeliveryUnit, Membership, Region, User
from cases.permissions import Role

SOURCE = "Reports of the inspection at the time"
AS_REPORTED = "As reported at the time. In an audit of your own, give the evidence here."
CHOSEN = "Not published: this rating is our choice, to fit the ratings that were published."
REFERENCE = "INVENTED-{:03}"
NOON = datetime.time(12, tzinfo=datetime.UTC)


@transaction.atomic
def load_inspections() -> int:
    """Load each inspection whose audit or cases are not there yet, and sign it off. Returns how many."""
    loaded = 0
    for inspection in INSPECTIONS:
        region, _ = Region.objects.get_or_create(name=inspection.region)
        unit, _ = DeliveryUnit.objects.get_or_create(region=region, name=inspection.unit)
        if not _is_there(inspection, unit):
            _load(inspection, unit)
            _show_to_viewer(region)
            loaded += 1
    return loaded


def _is_there(inspection: PublishedInspection, unit: DeliveryUnit) -> bool:
    """An audit may have been renamed since, and its cases removed."""
    cases = Case.objects.filter(unit=unit, reference=REFERENCE.format(1))
    return cases.exists() or Audit.objects.filter(unit=unit, title=inspection.title).exists()


def _show_to_viewer(region: Region) -> None:
    """Let the demonstration's viewer see results of the region too, so that one person sees all four inspections."""
    for viewer in User.objects.filter(username=VIEWER, demonstration=True):
        Membership.objects.get_or_create(user=viewer, role=Role.VIEWER, region=region)


def _load(inspection: PublishedInspection, unit: DeliveryUnit) -> None:
    kept = {"framework_code": inspection.framework, "about": inspection.about}
    audit = create_audit(unit=unit, title=inspection.title, **kept)
    inspected = datetime.datetime.combine(inspection.inspected, NOON)
    _add_cases(audit, inspection, inspected)
    _judge(audit, inspection, inspected)
    for told in inspection.indicators:
        add_indicator(audit=audit, facts=_facts_of(told, inspection))
    for told in inspection.recommendations:
        add_recommendation(audit=audit, text=told["text"], about=told["about"])
    sign_off(audit=audit)


def _add_cases(audit: Audit, inspection: PublishedInspection, inspected: datetime.datetime) -> None:
    invented = list(invent_answers(audit.framework, inspection))
    cases = [Case(unit=audit.unit, reference=REFERENCE.format(place)) for place in range(1, len(invented) + 1)]
    bulk_create_with_history(cases, Case)
    sampled, seen = [], dict.fromkeys(inspection.cases, 0)
    for (kind, _), case in zip(invented, cases, strict=True):
        seen[kind] += 1
        number = number_before(audit.framework, kind) + seen[kind]
        prefix = audit.framework.kind[kind].prefix if kind else ""
        facts = {"kind": kind, "prefix": prefix, "facts_as_of": inspected}
        sampled.append(SampledCase(audit=audit, case=case, number=number, **facts))
    bulk_create_with_history(sampled, SampledCase)
    reviews = [Review(sampled_case=case, submitted_at=inspected) for case in sampled]
    bulk_create_with_history(reviews, Review)
    answers = [
        Answer(review=review, question=code, value=value)
        for review, (_, given) in zip(reviews, invented, strict=True)
        for code, value in given.items()
    ]
    bulk_create_with_history(answers, Answer)


def _judge(audit: Audit, inspection: PublishedInspection, inspected: datetime.datetime) -> None:
    for code, rating in inspection.judgements.items():
        rationale = AS_REPORTED if f"rating {code}" in inspection.holds.values() else CHOSEN
        facts = {"rationale": rationale, "decided_by": SOURCE, "decided_at": inspected}
        record_judgement(audit=audit, standard=code, rating=rating, **facts)
    for code, text in inspection.texts.items():
        lists = {key: "\n".join(text.get(key, ())) for key in ("strengths", "improvements")}
        narrative = text.get("narrative", "")
        StandardText.objects.create(audit=audit, standard=code, narrative=narrative, written_at=inspected, **lists)


def _facts_of(told, inspection: PublishedInspection) -> IndicatorFacts:
    beside = told.get("comparators", ())
    comparators = tuple(Comparator(each["of"], Decimal(each["value"]), source=SOURCE) for each in beside)
    return IndicatorFacts(
        name=told["name"],
        value=Decimal(told["value"]),
        unit=told["unit"],
        measured=inspection.measured,
        source=SOURCE,
        of=Decimal(told["of"]) if "of" in told else None,
        about=told.get("about", False),
        standard=told.get("standard", ""),
        comparators=comparators,
    )
