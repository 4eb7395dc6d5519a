"""The history of an audit as a whole."""

from dataclasses import replace

from django.db.models import QuerySet

from audit.models import (
    Audit,
    EvidenceEntry,
    Indicator,
    QuestionNote,
    Recommendation,
    SampledCase,
    StandardJudgement,
    StandardText,
    Survey,
)
from audit.trail.about import about_cases
from audit.trail.entries import entries_of, entries_of_events, merge_acts
from audit.trail.paged import PagedTrail, Source
from audit.trail.sought import EVERYTHING, Sought
from cases.models import Event

ACTS = (  # which change an audit's record
    Event.Kind.SIGNED_OFF,
    Event.Kind.SIGN_OFF_CONFIRMED,
    Event.Kind.SIGN_OFF_UNDONE,
    Event.Kind.REMOVED,
)
# what people decided and wrote for the audit as a whole
WRITTEN = (StandardJudgement, StandardText, EvidenceEntry, Recommendation, Indicator, Survey, QuestionNote)


class AuditTrail(PagedTrail):
    """The entries of an audit as a whole: what was decided, viewed, exported and signed off.

    `in_full` is False for users who do not moderate the audit. They do not read what judgements, texts and agreed notes
    said, since that follows figures and answers of the running audit; nor numbers of cases, which would show who
    answered a question and what a correction changed. `cases`: only events about these cases of the audit; None:
    everything.
    """

    def __init__(
        self, audit: Audit, *, in_full: bool, sought: Sought = EVERYTHING, cases: QuerySet[SampledCase] | None = None
    ) -> None:
        self.number, self.in_full = audit.pk, in_full
        self.events = Event.objects.filter(audit=audit.pk)
        acts, records = self._decided()
        rows = [
            self.events.exclude(kind__in=ACTS),
            self.events.filter(kind__in=ACTS),
            Audit.history.filter(history_id__in=records),
            *(model.history.filter(audit_id=audit.pk) for model in WRITTEN),
        ]
        written = [lambda _, model=model: self._written(model) for model in WRITTEN]
        read = [self._read_events, lambda _: acts, lambda _: records, *written]
        found = [sought.among(each) for each in rows]
        if cases is not None:
            found = _about(found, dict(cases.values_list("number", "case")))
        self.sources = [Source(*each) for each in zip(found, read, strict=True)]

    def _decided(self):
        """Return (acts, changes) of the audit's own record: few, and each shown only once."""
        acts = entries_of_events(self.events.filter(kind__in=ACTS).select_related("user"))
        return merge_acts(acts, entries_of(Audit, id=self.number))

    def _read_events(self, numbers):
        events = self.events.filter(pk__in=numbers).select_related("user")
        return entries_of_events(events, with_numbers=self.in_full)

    def _written(self, model):
        found = entries_of(model, audit_id=self.number)
        return found if self.in_full else {number: replace(entry, changes=()) for number, entry in found.items()}


def _about(rows, cases):
    """Those of the querysets' events that are about these cases, {number: key}; no record of an audit as a whole is."""
    return [each.filter(about_cases(cases)) if cases and each.model is Event else each.none() for each in rows]
