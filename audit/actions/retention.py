"""Removing what identifies people once an audit's retention date has passed; its signed-off result stays."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from audit.models import Answer, Audit, ReserveCase, Review, SampledCase, SendBack, StandardJudgement
from cases.actions.trail import record_event
from cases.models import Case, Event

REMOVED = "Removed with the cases, as the retention date had passed."


class RetentionNotOver(Exception):
    """Cases that are still to be kept; the text says until when."""


def audits_past_retention(today):
    """The signed-off audits whose cases were to be kept until a day before `today` (a date) and are still there."""
    due = Audit.objects.filter(keep_until__lt=today, removed_at=None)
    return due.select_related("unit__region").order_by("keep_until", "pk")


def audits_without_retention():
    """The audits that nobody has signed off: their cases are kept until somebody does."""
    return Audit.objects.filter(signed_off_at=None).order_by("created_at")


def count_removable(audit):
    """{what: number} of the records that remove_cases would remove."""
    answers = Answer.objects.filter(review__sampled_case__audit=audit)
    return {
        "cases": _cases_of_no_other_audit(audit).count(),
        "reviews": Review.objects.filter(sampled_case__audit=audit).count(),
        "answers": answers.count(),
        "comments": answers.exclude(comment="").count(),
        "rationales": audit.judgements.exclude(rationale=REMOVED).count(),
    }


@transaction.atomic
def remove_cases(*, audit, by=None):
    """Remove an audit's cases, references, answers and free text, with their history. Returns {what: number}.

    A case that another audit still holds stays there. The snapshot, and each judgement's rating and decider, stay.
    Raises RetentionNotOver, as when the sign-off was taken back since the audit was found due.
    """
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    if not audits_past_retention(timezone.localdate()).filter(pk=audit.pk).exists():
        raise RetentionNotOver(
            f"“{audit}” is kept until {audit.keep_until or 'it is signed off'}: nothing was removed."
        )
    removed = count_removable(audit)
    cases = set(_cases_of_no_other_audit(audit).values_list("pk", flat=True))
    sampled = _ever(SampledCase, audit_id=audit.pk)
    reviews = _ever(Review, sampled_case_id__in=sampled)
    audit.sampled_cases.all().delete()
    reserves = _ever(ReserveCase, audit_id=audit.pk)
    audit.reserves.all().delete()
    Case.objects.filter(pk__in=cases).delete()
    for judgement in audit.judgements.exclude(rationale=REMOVED):
        judgement.rationale = REMOVED
        judgement.save()
    audit.about = ""
    _forget(Answer, review_id__in=reviews)
    _forget(SendBack, review_id__in=reviews)
    _forget(Review, id__in=reviews)
    _forget(SampledCase, id__in=sampled)
    _forget(ReserveCase, id__in=reserves)
    _forget(Case, id__in=cases)
    _blank(StandardJudgement.history.filter(audit_id=audit.pk), rationale=REMOVED)
    _blank(Audit.history.filter(id=audit.pk), about="")
    for model, numbers in ((Case, cases), (SampledCase, sampled), (Review, reviews)):
        _forget_in_records_log(model, numbers)
    audit.removed_at, audit.removed = timezone.now(), removed
    audit.save()
    record_event(kind=Event.Kind.REMOVED, unit=audit.unit, audit=audit.pk, **removed, by=by)
    return removed


def _cases_of_no_other_audit(audit):
    """Those that are or were in the audit's sample or among its reserves, and are in no other's."""
    here, elsewhere = Q(), Q()
    for model in (SampledCase, ReserveCase):
        here |= Q(pk__in=model.objects.filter(audit=audit).values("case"))
        here |= Q(pk__in=model.history.filter(audit_id=audit.pk).values("case_id"))
        elsewhere |= Q(pk__in=model.objects.exclude(audit=audit).values("case"))
    return Case.objects.filter(here).exclude(elsewhere)


def _ever(model, **which):
    """The numbers of the records that are so, or were at any time."""
    now = model.objects.filter(**which).values_list("pk", flat=True)
    return {*now, *model.history.filter(**which).values_list("id", flat=True)}


def _forget(model, **which):
    """What a record said before is as personal as what it says now."""
    model.history.filter(**which).delete()


def _blank(history, **texts):
    """Keeps who changed what when, and takes the text out of it."""
    for record in history:
        for field, text in texts.items():
            setattr(record, field, text)
        record.save()


def _forget_in_records_log(model, numbers):
    """The pages under /admin/ note what a record was called when somebody changed it: a case, by its reference."""
    kind = ContentType.objects.get_for_model(model)
    LogEntry.objects.filter(content_type=kind, object_id__in=[str(number) for number in numbers]).delete()
