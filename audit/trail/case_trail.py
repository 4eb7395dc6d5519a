"""The trail of a case in its audit. Of the many times that the case was seen, only those of one page are read."""

import datetime
from dataclasses import replace
from functools import cached_property

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat, Replace

from audit.method.framework import Item
from audit.models import Answer, Review, SampledCase, SendBack
from audit.trail.entries import Change, TrailEntry, entries_of, entries_of_events, merge_acts
from cases.models import Case, Event

TOGETHER = datetime.timedelta(minutes=1)


class CaseTrail:
    """The Entries of a case in its audit, newest first: facts, reviews, answers, who saw and exported it.

    A slice of it is a list. What one person did to several answers within a minute is one entry.
    """

    def __init__(self, sampled: SampledCase) -> None:
        self.sampled = sampled

    def __len__(self) -> int:
        return len(self._in_order)

    def __getitem__(self, page: slice) -> list[TrailEntry]:
        shown = self._in_order[page]
        numbers = [entry for entry in shown if isinstance(entry, int)]
        events = entries_of_events(Event.objects.filter(pk__in=numbers).select_related("user"))
        framework = self.sampled.audit.framework
        return [_in_words_of(framework, events[entry] if isinstance(entry, int) else entry) for entry in shown]

    @cached_property
    def _in_order(self):
        """Return the entries, newest first; of an event its number alone."""
        corrected = Q(kind=Event.Kind.FACT_CORRECTED, audit=self.sampled.audit_id)
        events = events_about(self.sampled)
        dated = list(events.exclude(corrected).values_list("happened_at", "pk"))
        dated += [(entry.at, entry) for entry in self._changes(events.filter(corrected))]
        return _merged([entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)])

    def _changes(self, corrections):
        """Yield the entries of corrected facts and of every change of the case's records."""
        sampled = self.sampled
        acts = entries_of_events(corrections.select_related("user"))
        for merged in merge_acts(acts, entries_of(SampledCase, id=sampled.pk)):
            yield from merged.values()
        yield from entries_of(Case, id=sampled.case_id).values()
        yield from entries_of(Review, sampled_case_id=sampled.pk).values()
        reviews = dict(Review.history.filter(sampled_case_id=sampled.pk).values_list("id", "part"))
        for review, part in reviews.items():
            for entry in entries_of(Answer, review_id=review).values():
                yield _in_part(part, entry)
        yield from entries_of(SendBack, review_id__in=reviews).values()


def events_about(sampled: SampledCase) -> QuerySet[Event]:
    """Return the events about a case, and those that showed it: in a list, or in a file with rows of cases."""
    own, of_audit = Q(case=sampled.case_id), Q(audit=sampled.audit_id, case=None)
    events = Event.objects.filter(own | of_audit, Q(audit=sampled.audit_id) | Q(audit=None))
    # searched as a text, since only PostgreSQL looks into a list: "[3, 17]" becomes ",3,17,"
    numbers = KeyTextTransform("cases", "details")
    for sign in " []":
        numbers = Replace(numbers, Value(sign), Value(""), output_field=TextField())
    listed = Concat(Value(","), numbers, Value(","), output_field=TextField())
    in_list = Q(listed__contains=f",{sampled.number},")
    without_list = ~Q(details__has_key="cases") & (own | Q(details__rows__gt=0))
    return events.annotate(listed=listed).filter(in_list | without_list)


def _in_part(part, entry):
    """Return the TrailEntry of an answer; it names the review, unless that is the first review."""
    if part == Review.Part.FIRST:
        return entry
    which = Review.Part(part).label
    return replace(entry, what=f"{which}: {entry.what}", together=f"{entry.together} ({which.lower()})")


def _merged(entries):
    """Return the entries, with what one person did to several answers within a minute as one. Numbers stay."""
    merged = []
    for entry in entries:
        last = merged[-1] if merged else None
        if not isinstance(entry, int) and isinstance(last, TrailEntry) and _at_once(last, entry):
            merged[-1] = replace(last, number=last.number + 1, changes=entry.changes + last.changes)
        else:
            merged.append(entry)
    return [_counted(entry) if isinstance(entry, TrailEntry) and entry.number > 1 else entry for entry in merged]


def _at_once(later, earlier):
    alike = earlier.together and later.together == earlier.together and later.who == earlier.who
    return alike and later.at - earlier.at <= TOGETHER


def _counted(entry):
    return replace(entry, what=f"{entry.number} {entry.together}")


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
