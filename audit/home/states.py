"""How far an audit is, worked out from what there is of it."""

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, TextChoices, Value, When

from audit.models import Review, SampledCase


class AuditState(TextChoices):
    """Planned: no case is sampled. In progress: a case waits for its review. Provisional: none does."""

    PLANNED = "planned", "Planned"
    IN_PROGRESS = "in_progress", "In progress"
    PROVISIONAL = "provisional", "Provisional"
    SIGNED_OFF = "signed_off", "Signed off"


COLOURS = {  # of the tags
    AuditState.PLANNED: "grey",
    AuditState.IN_PROGRESS: "blue",
    AuditState.PROVISIONAL: "yellow",
    AuditState.SIGNED_OFF: "green",
}


def with_state(audits: QuerySet) -> QuerySet:
    """Add to each audit its `state`, an AuditState's value."""
    cases = SampledCase.objects.counted().filter(audit=OuterRef("pk"))
    submitted = Review.objects.filter(sampled_case=OuterRef("pk"), part=Review.Part.FIRST, submitted_at__isnull=False)
    state = Case(
        When(signed_off_at__isnull=False, then=Value(AuditState.SIGNED_OFF)),
        When(~Exists(cases), then=Value(AuditState.PLANNED)),
        When(Exists(cases.exclude(Exists(submitted))), then=Value(AuditState.IN_PROGRESS)),
        default=Value(AuditState.PROVISIONAL),
        output_field=CharField(),
    )
    return audits.annotate(state=state)
