"""The trails of an audit and of a case put together in Python from everything that happened: slow, plainly right."""

from dataclasses import replace

from django.db.models import Q

from audit.models import Audit
from audit.trail.audit_trail import ACTS, WRITTEN
from audit.trail.entries import entries_of, entries_of_events, merge_acts
from cases.models import Event


def slow_trail(audit, *, in_full):
    """Every Entry of the audit as a whole, newest first; of one moment events come first, then changes of records."""
    events = Event.objects.filter(audit=audit.pk).select_related("user")
    entries = [*entries_of_events(events.exclude(kind__in=ACTS), with_numbers=in_full).values()]
    for merged in merge_acts(entries_of_events(events.filter(kind__in=ACTS)), entries_of(Audit, id=audit.pk)):
        entries += merged.values()
    for model in WRITTEN:
        written = entries_of(model, audit_id=audit.pk).values()
        entries += written if in_full else [replace(entry, changes=()) for entry in written]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def slow_events_about(sampled):
    """The numbers of the events about a case, each looked at by itself."""
    events = Event.objects.filter(Q(audit=sampled.audit_id) | Q(audit=None))
    events = events.filter(Q(case=sampled.case_id) | Q(audit=sampled.audit_id, case=None))
    return [event.pk for event in events if _is_about(event, sampled)]


def _is_about(event, sampled):
    if "cases" in event.details:
        return sampled.number in event.details["cases"]
    return event.case_id is not None or bool(event.details.get("rows"))
