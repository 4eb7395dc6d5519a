"""The whole trail, of the site or of an audit: events and the histories of records, in plain words."""

from dataclasses import replace

from django.db.models import Model

from audit.models import (
    Answer,
    Audit,
    AuditReviewer,
    EvidenceEntry,
    QuestionNote,
    Reading,
    ReadingAnswer,
    ReserveCase,
    Review,
    Sample,
    SampledCase,
    SendBack,
    SharedCase,
    StandardJudgement,
    StandardText,
)
from audit.trail.entries import NAMES, TrailEntry, entries_of_events, entry_of, steps_of
from cases.models import Event

NAMING = ("CRN or local reference", "Case")  # fields that name the case: they are not in a trail that leaves the site
# records of an audit as a whole
OF_AUDIT = (
    Audit,
    AuditReviewer,
    Sample,
    ReserveCase,
    SharedCase,
    QuestionNote,
    StandardJudgement,
    StandardText,
    EvidenceEntry,
)


def whole_trail(audit: Audit | None = None) -> list[TrailEntry]:
    """Return all Entries, or those of one audit and its cases, oldest first. None are merged; cases go by number."""
    events = Event.objects.all() if audit is None else Event.objects.filter(audit=audit.pk)
    entries = [*entries_of_events(events.select_related("user").iterator()).values()]
    cases = _AuditsAndCases()
    for model in NAMES:
        for record, before in steps_of(model):
            number, case = cases.of(model, record)
            if audit is None or number == audit.pk:
                entry = entry_of(model, record, before)
                shown = tuple(change for change in entry.changes if change.field not in NAMING)
                entries.append(replace(entry, changes=shown, audit=number, case=case))
    return sorted(entries, key=lambda entry: entry.at)


class _AuditsAndCases:
    """Finds the audit and the case of a record of the past."""

    def __init__(self):
        self.sampled = {row[0]: row[1:] for row in SampledCase.history.values_list("id", "audit_id", "number")}
        self.reviews = dict(Review.history.values_list("id", "sampled_case_id"))
        self.shared = dict(SharedCase.history.values_list("id", "audit_id"))
        self.readings = dict(Reading.history.values_list("id", "shared_case_id"))

    def of(self, model: type[Model], record: Model) -> tuple[int | None, int | None]:
        """Return (number of the audit, number of the case) of a record, each None if it belongs to none."""
        if model in OF_AUDIT:
            return (record.id if model is Audit else record.audit_id), None
        if model in (Reading, ReadingAnswer):
            shared = record.shared_case_id if model is Reading else self.readings.get(record.reading_id)
            return self.shared.get(shared), None
        sampled = {SampledCase: "id", Review: "sampled_case_id"}.get(model)
        if model in (Answer, SendBack):
            return self.sampled.get(self.reviews.get(record.review_id), (None, None))
        return self.sampled.get(getattr(record, sampled), (None, None)) if sampled else (None, None)
