"""Load invented PDUs beside the demonstration's, each with a signed-off audit, to see a region side by side."""

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from audit.demonstration.invented_units import UNITS, InventedUnit, invent_answers
from audit.models import Answer, Review, SampledCase
from audit.planning.actions.plan import create_audit
from audit.results.judgements.actions.judgement import record_judgement
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Case, DeliveryUnit, Region

ABOUT = "An invented PDU with invented cases, to show how the PDUs of a region stand side by side."


@transaction.atomic
def load_region() -> int:
    """Load the invented PDUs that are not there yet. Returns how many."""
    region, _ = Region.objects.get_or_create(name="East of England")
    known = set(DeliveryUnit.objects.filter(region=region).values_list("name", flat=True))
    new = [unit for unit in UNITS if unit.name not in known]
    for unit in new:
        _load(unit, DeliveryUnit.objects.create(region=region, name=unit.name))
    return len(new)


def _load(invented: InventedUnit, unit: DeliveryUnit) -> None:
    audit = create_audit(unit=unit, title=f"{unit}, 2024", framework_code="pdu-2023", about=ABOUT)
    cases = [Case(unit=unit, reference=f"{invented.prefix}-{number:03}") for number in range(1, invented.cases + 1)]
    bulk_create_with_history(cases, Case)
    sampled = [SampledCase(audit=audit, case=case, number=number) for number, case in enumerate(cases, start=1)]
    bulk_create_with_history(sampled, SampledCase)
    reviews = [Review(sampled_case=each, submitted_at=timezone.now()) for each in sampled]
    bulk_create_with_history(reviews, Review)
    answers = invent_answers(audit.framework, invented)
    bulk_create_with_history(
        [
            Answer(review=review, question=code, value=value)
            for review, given in zip(reviews, answers, strict=True)
            for code, value in given.items()
        ],
        Answer,
    )
    for code, standard in audit.framework.standard.items():
        if not standard.from_cases:
            record_judgement(
                audit=audit,
                standard=code,
                rating=invented.judged,
                rationale="Invented.",
                decided_by="Invented panel",
                decided_at=timezone.now(),
            )
    sign_off(audit=audit)
