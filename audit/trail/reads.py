"""The trail of a case, and the whole trail: events and the histories of records, in plain words."""

import datetime
from dataclasses import replace

from django.db.models import Model, Q

from audit.method.framework import Item
from audit.models import (
    Answer,
    Audit,
    AuditReviewer,
    ReserveCase,
    Review,
    Sample,
    SampledCase,
    SendBack,
    StandardJudgement,
)
from audit.trail.entries import NAMES, Change, TrailEntry, entries_of, entries_of_events, entry_of, merge_acts, steps_of
from cases.models import Case, Event

TOGETHER = datetime.timedelta(minutes=1)
NAMING = ("CRN or local reference", "Case")  # fields that name the case: they are not in a trail that leaves the site
OF_AUDIT = (Audit, AuditReviewer, Sample, ReserveCase, StandardJudgement)  # records of an audit as a whole


def trail_of_case(sampled: SampledCase) -> list[TrailEntry]:
    """Return the Entries of a case in its audit, newest first: facts, reviews, answers, who saw and exported it."""
    reviews = dict(Review.history.filter(sampled_case_id=sampled.pk).values_list("id", "part"))
    here = Q(audit=sampled.audit_id) | Q(audit=None)
    events = Event.objects.filter(here, Q(case=sampled.case_id) | Q(audit=sampled.audit_id, case=None))
    shown = [event for event in events.select_related("user") if _is_about(event, sampled)]
    corrections = [event for event in shown if event.kind == Event.Kind.FACT_CORRECTED and event.audit]
    entries = [*entries_of_events(event for event in shown if event not in corrections).values()]
    for merged in merge_acts(entries_of_events(corrections), entries_of(SampledCase, id=sampled.pk)):
        entries += merged.values()
    entries += entries_of(Case, id=sampled.case_id).values()
    entries += entries_of(Review, sampled_case_id=sampled.pk).values()
    for review, part in reviews.items():
        entries += [_in_part(part, entry) for entry in entries_of(Answer, review_id=review).values()]
    entries += entries_of(SendBack, review_id__in=reviews).values()
    framework = sampled.audit.framework
    return [_in_words_of(framework, entry) for entry in _newest_first(entries)]


def _in_part(part, entry):
    """Return the TrailEntry of an answer; it names the review, unless that is the first review."""
    if part == Review.Part.FIRST:
        return entry
    which = Review.Part(part).label
    return replace(entry, what=f"{which}: {entry.what}", together=f"{entry.together} ({which.lower()})")


def _in_words_of(framework, entry):
    """Return the TrailEntry with answers in the framework's words, and items with their text instead of their code."""
    return replace(entry, changes=tuple(_change_in_words(framework.questions, change) for change in entry.changes))


def _change_in_words(questions, change):
    code, _, field = change.field.rpartition(", ")
    question = questions.get(code)
    if question is None:
        return change
    name = code if code in question.text or not isinstance(question, Item) else question.text
    if field != "value":
        return replace(change, field=f"{name}, {field}")
    words = {value.key: question.label(value) for value in question.labels}
    return Change(name, *(words.get(text, text) for text in (change.before, change.after)))


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

    def of(self, model: type[Model], record: Model) -> tuple[int | None, int | None]:
        """Return (number of the audit, number of the case) of a record, each None if it belongs to none."""
        if model in OF_AUDIT:
            return (record.id if model is Audit else record.audit_id), None
        sampled = {SampledCase: "id", Review: "sampled_case_id"}.get(model)
        if model in (Answer, SendBack):
            return self.sampled.get(self.reviews.get(record.review_id), (None, None))
        return self.sampled.get(getattr(record, sampled), (None, None)) if sampled else (None, None)


def _is_about(event, sampled):
    """Return whether an Event is about this case, or showed it: in a list, or in a file with rows of cases."""
    if "cases" in event.details:
        return sampled.number in event.details["cases"]
    return event.case_id or bool(event.details.get("rows"))


def _newest_first(entries):
    """Return the entries, newest first. What one person did to several answers within a minute becomes one entry."""
    merged = []
    for entry in sorted(entries, key=lambda entry: entry.at, reverse=True):
        last = merged[-1] if merged else None
        if last and entry.together and last.together == entry.together and _at_once(last, entry):
            merged[-1] = replace(last, number=last.number + 1, changes=entry.changes + last.changes)
        else:
            merged.append(entry)
    return [replace(e, what=f"{e.number} {e.together}") if e.number > 1 else e for e in merged]


def _at_once(later, earlier):
    return later.who == earlier.who and later.at - earlier.at <= TOGETHER
