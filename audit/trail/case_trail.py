"""The history of a case in its audit."""

import datetime
from dataclasses import replace

from django.db.models import Q, QuerySet

from audit.method.framework import Item
from audit.models import Answer, Review, SampledCase, SendBack
from audit.trail.about import about_cases
from audit.trail.entries import Change, TrailEntry, entries_of, entries_of_events, merge_acts
from audit.trail.paged import PagedTrail, Source
from audit.trail.sought import EVERYTHING, Sought
from cases.models import Case, Event

TOGETHER = datetime.timedelta(minutes=1)


class CaseTrail(PagedTrail):
    """The entries of a case in its audit: facts, reviews, answers, who saw and exported it.

    What one person did to several answers of a review within a minute is one entry.
    """

    def __init__(self, sampled: SampledCase, sought: Sought = EVERYTHING) -> None:
        self.sampled = sampled
        self.reviews = dict(Review.history.filter(sampled_case_id=sampled.pk).values_list("id", "part"))
        self.corrected = Event.objects.filter(
            kind=Event.Kind.FACT_CORRECTED, audit=sampled.audit_id, case=sampled.case_id
        )
        acts, copied = self._corrections()
        answers = Answer.history.filter(review_id__in=self.reviews)
        self.at_once = _at_once(sought.among(answers))
        sources = [
            (events_about(sampled).exclude(pk__in=acts), self._read_events),
            (self.corrected, lambda _: acts),
            (SampledCase.history.filter(history_id__in=copied), lambda _: copied),
            (Case.history.filter(id=sampled.case_id), lambda _: entries_of(Case, id=sampled.case_id)),
            (
                Review.history.filter(sampled_case_id=sampled.pk),
                lambda _: entries_of(Review, sampled_case_id=sampled.pk),
            ),
            (answers.filter(history_id__in=self.at_once), self._read_answers),
            (
                SendBack.history.filter(review_id__in=self.reviews),
                lambda _: entries_of(SendBack, review_id__in=self.reviews),
            ),
        ]
        self.sources = [Source(sought.among(rows), read) for rows, read in sources]

    def _read(self, keys):
        framework = self.sampled.audit.framework
        return [_in_words_of(framework, entry) for entry in super()._read(keys)]

    def _corrections(self):
        """Return (corrections of facts with what they changed, other changes of the case in the audit)."""
        acts = entries_of_events(self.corrected.select_related("user"))
        return merge_acts(acts, entries_of(SampledCase, id=self.sampled.pk))

    def _read_events(self, numbers):
        return entries_of_events(Event.objects.filter(pk__in=numbers).select_related("user"))

    def _read_answers(self, latest):
        """Return {number of the latest change: entry of what was changed at once}."""
        entries = entries_of(Answer, id__in={answer for number in latest for _, answer, _ in self.at_once[number]})
        merged = {}
        for number in latest:
            changes = self.at_once[number][::-1]
            merged[number] = _in_part(self.reviews[changes[0][-1]], [entries[change] for change, *_ in changes])
        return merged


def events_about(sampled: SampledCase) -> QuerySet[Event]:
    """Return the events about a case, and those that showed it: in a list, or in a file with rows of cases."""
    own, of_audit = Q(case=sampled.case_id), Q(audit=sampled.audit_id, case=None)
    events = Event.objects.filter(own | of_audit, Q(audit=sampled.audit_id) | Q(audit=None))
    return events.filter(about_cases({sampled.number: sampled.case_id}))


def _at_once(answers: QuerySet) -> dict[int, list[tuple[int, int, int]]]:
    """Return {number of the latest change: [(number, answer, review) of each change], the latest first}."""
    alike = ("review_id", "history_type", "history_user_id")
    rows = answers.order_by(*alike, "-history_date", "-history_id")
    groups, key, began = {}, None, None
    for number, answer, at, *same in rows.values_list("history_id", "id", "history_date", *alike):
        if same != key or began - at > TOGETHER:
            key, began, groups[number] = same, at, (group := [])
        group.append((number, answer, same[0]))
    return groups


def _in_part(part: str, entries: list[TrailEntry]) -> TrailEntry:
    """Return these entries of answers as one. It names the review, unless that is the first one."""
    latest, number = entries[-1], len(entries)
    what = latest.what if number == 1 else f"{number} {latest.together}"
    if part != Review.Part.FIRST:
        label = Review.Part(part).label
        what = f"{label}: {what}" if number == 1 else f"{what} ({label.lower()})"
    changes = tuple(change for entry in entries for change in entry.changes)
    return replace(latest, what=what, changes=changes, number=number)


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
