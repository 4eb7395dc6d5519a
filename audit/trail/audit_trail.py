"""The trail of an audit as a whole. The database sorts it, so that only the entries of one page are read."""

from dataclasses import replace
from functools import cached_property

from django.db import models
from django.db.models import F, Value

from audit.models import Audit, StandardJudgement
from audit.trail.entries import TrailEntry, entries_of, entries_of_events, merge_acts
from cases.models import Event

ACTS = (Event.Kind.SIGNED_OFF, Event.Kind.SIGN_OFF_UNDONE, Event.Kind.REMOVED)  # which change an audit's record
# where an TrailEntry comes from; entries of the same moment stand in this order
EVENT, ACT, RECORD, JUDGEMENT = range(4)


class AuditTrail:
    """The Entries of an audit as a whole, newest first: what was decided, viewed, exported and signed off.

    A slice of it is a list. `in_full` is False for users who do not moderate the audit. They do not read what
    judgements said, since that follows figures of the running audit; nor numbers of cases, which would show who
    answered a question and what a correction changed.
    """

    def __init__(self, audit: Audit, *, in_full: bool) -> None:
        self.number, self.in_full = audit.pk, in_full
        self.events = Event.objects.filter(audit=audit.pk)
        self.judged = StandardJudgement.history.filter(audit_id=audit.pk)

    def __len__(self) -> int:
        _, records = self._decided
        return self.events.count() + len(records) + self.judged.count()

    def __getitem__(self, page: slice) -> list[TrailEntry]:
        keys = [(source, number) for _, source, number in self._in_order()[page]]
        acts, records = self._decided
        shown = self.events.filter(pk__in=[abs(number) for source, number in keys if source == EVENT])
        sources = {
            EVENT: entries_of_events(shown.select_related("user"), with_numbers=self.in_full),
            ACT: acts,
            RECORD: records,
            JUDGEMENT: self._judgements() if any(source == JUDGEMENT for source, _ in keys) else {},
        }
        return [sources[source][abs(number)] for source, number in keys]

    @cached_property
    def _decided(self):
        """Return (acts, changes) of the audit's own record: few, and each shown only once."""
        acts = entries_of_events(self.events.filter(kind__in=ACTS).select_related("user"))
        return merge_acts(acts, entries_of(Audit, id=self.number))

    def _in_order(self):
        """Return (moment, source, number) of every entry, newest first, in one query. An event's number is negative.

        At the same moment the latest event comes first, and then the first change of a record.
        """
        _, records = self._decided
        source = models.Case(models.When(kind__in=ACTS, then=Value(ACT)), default=Value(EVENT))
        events = _keys(self.events, "happened_at", source, -F("pk"))
        changes = Audit.history.filter(history_id__in=records)
        judged = _keys(self.judged, "history_date", Value(JUDGEMENT), F("history_id"))
        ordered = events.union(_keys(changes, "history_date", Value(RECORD), F("history_id")), judged, all=True)
        return ordered.order_by("-at", "source", "number")

    def _judgements(self):
        judged = entries_of(StandardJudgement, audit_id=self.number)
        return judged if self.in_full else {number: replace(entry, changes=()) for number, entry in judged.items()}


def _keys(rows, at, source, number):
    return rows.order_by().annotate(at=F(at), source=source, number=number).values_list("at", "source", "number")
