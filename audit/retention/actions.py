"""Remove what identifies people once an audit's retention date has passed. The signed-off result stays."""

from django.db import transaction
from django.utils import timezone

from audit.models import (
    Audit,
    EvidenceEntry,
    Indicator,
    QuestionNote,
    Recommendation,
    ReserveCase,
    Sample,
    SampledCase,
    SharedCase,
    StandardJudgement,
    StandardText,
    Survey,
)
from audit.planning.account import after_replacements
from audit.planning.actions.removal import (
    blank,
    delete_history,
    delete_history_of_sample,
    delete_shared_cases,
    remove_uncounted_facts,
)
from audit.planning.reads import cases_of_no_other_audit, past_and_present_ids
from audit.retention.reads import REMOVED, audits_past_retention, count_removable
from cases.actions.trail import record_event
from cases.extract.actions.removal import remove_cases_for_good
from cases.models import Case, Event, User


class RetentionNotOver(Exception):
    """The audit's cases must still be kept. The text says until when."""


@transaction.atomic
def remove_cases(*, audit: Audit, by: User | None = None) -> dict[str, int]:
    """Remove an audit's cases, references, answers and free text, with their history.

    Returns the numbers of count_removable.

    Cases that another audit still holds stay. So do the snapshot, each judgement's rating and who decided it, and what
    is written about standards; the evidence for them goes.
    Raises RetentionNotOver, for example if the sign-off was taken back after the audit was found due.
    """
    audit = Audit.objects.select_for_update().get(pk=audit.pk)
    if not audits_past_retention(timezone.localdate()).filter(pk=audit.pk).exists():
        raise RetentionNotOver(
            f"“{audit}” is kept until {audit.keep_until or 'it is signed off'}, so nothing was removed."
        )
    removed = count_removable(audit)
    cases = set(cases_of_no_other_audit(audit).values_list("pk", flat=True))
    sampled = past_and_present_ids(SampledCase, audit_id=audit.pk)
    reserves = past_and_present_ids(ReserveCase, audit_id=audit.pk)
    restricted = list(audit.sampled_cases.exclude(case__restricted_digest="").values_list("case", flat=True))
    _keep_numbers_of_sample(audit)
    for gone in (audit.sampled_cases, audit.reserves, audit.notices, audit.stand_ins):
        gone.all().delete()
    _delete_what_was_read_together(audit)
    remove_cases_for_good(numbers=cases)
    remove_uncounted_facts(cases=Case.objects.filter(pk__in=restricted))
    _remove_what_was_written(audit)
    for version in audit.earlier_versions.all():
        version.answers = None
        version.save()
    audit.about = ""
    delete_history_of_sample(sampled, reserves)
    blank(Audit.history.filter(id=audit.pk), about="")
    audit.removed_at, audit.removed = timezone.now(), removed
    audit.save()
    record_event(kind=Event.Kind.REMOVED, unit=audit.unit, audit=audit.pk, **removed, by=by)
    return removed


@transaction.atomic
def record_purge(*, audits: int, by: User | None = None) -> None:
    """Record that the purge ran, and from how many audits it removed cases: most days it finds none."""
    record_event(kind=Event.Kind.PURGED, audits=audits, by=by)


def _delete_what_was_read_together(audit):
    delete_shared_cases(shared=audit.shared_cases.all(), past=past_and_present_ids(SharedCase, audit_id=audit.pk))
    audit.question_notes.all().delete()
    delete_history(QuestionNote, audit_id=audit.pk)


def _remove_what_was_written(audit):
    """Remove rationales, evidence and who contributed. What was released names no one and stays, but no earlier wording
    of it."""
    for judgement in audit.judgements.exclude(rationale=REMOVED):
        judgement.rationale = REMOVED
        judgement.save()
    for text in audit.standard_texts.exclude(contributors=""):
        text.contributors = ""
        text.save()
    audit.evidence.all().delete()
    for survey in audit.surveys.all():  # its figures stay
        survey.sheets, survey.quotes = [], {}
        survey.save()
    blank(StandardJudgement.history.filter(audit_id=audit.pk), rationale=REMOVED)
    for written in (Recommendation, StandardText, EvidenceEntry, Indicator, Survey):
        delete_history(written, audit_id=audit.pk)


def _keep_numbers_of_sample(audit):
    """Store the numbers of the sample after replacements: once the cases are gone they cannot be counted."""
    sample = Sample.objects.filter(audit=audit, drawn__isnull=False).first()
    if sample:
        sample.drawn = after_replacements(sample.drawn, audit.sampled_cases.all())
        sample.save()
