"""The people in a history."""

from django.db.models import Q, QuerySet

from audit.models import Answer, Audit, EvidenceEntry, SampledCase, StandardJudgement, StandardText
from cases.models import Event, User


def people_in(audit: Audit, sampled: SampledCase | None = None) -> QuerySet[User]:
    """Return the people who did something in the audit, by name, with those who answered a case of it."""
    histories = [model.history.filter(audit_id=audit.pk) for model in (StandardJudgement, StandardText, EvidenceEntry)]
    histories.append(Audit.history.filter(id=audit.pk))
    if sampled:
        histories.append(Answer.history.filter(review__sampled_case=sampled.pk))
    acted = Q(pk__in=Event.objects.filter(audit=audit.pk).order_by().values("user"))
    for history in histories:
        acted |= Q(pk__in=history.order_by().values("history_user"))
    return User.objects.filter(acted).order_by("first_name", "last_name", "username")
