"""What happened to an audit or a case, in plain words: events, and the histories of records, newest first."""

import datetime
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Q
from django.utils.dateformat import format as in_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

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
from audit.trail.case_facts import fact_in_words, name_of_fact
from audit.trail.sentences import listed, sentence_of
from cases.models import Case, DeliveryUnit, Event, ExtractMapping, Membership, Practitioner, Region, Team, User

NOBODY, STRANGER = "a command", "nobody who was signed in"
TOGETHER = datetime.timedelta(minutes=1)
ONE_MOMENT = datetime.timedelta(seconds=10)  # between an event and the record that its action changed
ACTS = (Event.Kind.SIGNED_OFF, Event.Kind.SIGN_OFF_UNDONE, Event.Kind.REMOVED)  # which change an audit's record
# what a record is called; the records of the whole trail, in the order in which they depend on each other
NAMES = {
    Region: lambda record: f"Region {record.name}",
    DeliveryUnit: lambda record: f"PDU {record.name}",
    Team: lambda record: f"Team {record.name}",
    Practitioner: lambda record: f"Practitioner {record.name}",
    User: lambda record: f"Account {record.username}",
    Membership: lambda record: "Role",
    Case: lambda record: "Facts of the case",
    ExtractMapping: lambda record: "Columns of extracts of the PDU",
    Audit: lambda record: "Audit",
    AuditReviewer: lambda record: "Reviewer of the audit",
    Sample: lambda record: "Sample",
    ReserveCase: lambda record: "Reserve",
    SampledCase: lambda record: f"Case {record.number}",
    Review: lambda record: record.get_part_display(),
    SendBack: lambda record: "Note with which it was sent back",
    Answer: lambda record: f"Answer to {record.question}",
    StandardJudgement: lambda record: f"Judgement of {record.standard}",
}
# fields that repeat what an entry says already, or are for the machine
UNTOLD = {
    *("id", "version", "value_before", "snapshot", "removed", "framework_checksum"),
    *("answered_at", "answered_by", "created_at", "recorded_by", "sent_at", "sent_by"),
    *("replied_at", "replied_by", "after_both"),
    *("plan", "drawn", "columns", "replaced_at", "replaced_by", "facts", "facts_as_of", "facts_from_upgrade"),
    *("audit", "sampled_case", "part", "review", "question", "standard"),
}
NAMING = ("CRN or local reference", "Case")  # fields that say whose case it is: not in a trail that leaves the site
OF_AUDIT = (Audit, AuditReviewer, Sample, ReserveCase, StandardJudgement)  # records of an audit as a whole
DONE = {"+": "added", "~": "changed", "-": "deleted"}
# where "added" or "changed" would not say what was done
DEEDS = {(SendBack, "+"): "Sent the review back", (SendBack, "~"): "Replied to the note with which it was sent back"}


@dataclass(frozen=True)
class Change:
    """A field in words, what it said before and what it says now."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One thing that somebody did, in the audit and to the case of these numbers (None: to neither).

    `together` names the Entries that may be merged into one; `number` is how many were.
    """

    at: datetime.datetime
    who: str
    what: str
    changes: tuple[Change, ...] = ()
    audit: int | None = None
    case: int | None = None
    together: str = ""
    number: int = 1


def trail_of_audit(audit, *, in_full):
    """The Entries of an audit as a whole, newest first: what was decided, viewed, exported, signed off.

    Not `in_full`, for those who do not moderate it: without what judgements said, since that followed figures of the
    running audit, and without the numbers of cases, which tell who answered a question and what a correction changed.
    """
    events = Event.objects.filter(audit=audit.pk).select_related("user")
    entries = [*_entries_of_events(events.exclude(kind__in=ACTS), with_numbers=in_full)]
    entries += _told_once(_entries_of_events(events.filter(kind__in=ACTS)), _entries_of(Audit, id=audit.pk))
    judged = _entries_of(StandardJudgement, audit_id=audit.pk)
    entries += judged if in_full else [replace(entry, changes=()) for entry in judged]
    return _newest_first(entries)


def _told_once(acts, records):
    """Each act with what it changed in its record, then the changes of the record that were no such act."""
    for act in acts:
        apart = {record: abs(record.at - act.at) for record in records if record.who == act.who}
        nearest = min(apart, key=apart.get, default=None)
        if nearest and apart[nearest] < ONE_MOMENT:
            records = [record for record in records if record is not nearest]
            act = replace(act, changes=nearest.changes)
        yield act
    yield from records


def trail_of_case(sampled):
    """The Entries of one SampledCase, newest first: its facts, its review, every answer, who saw and exported it."""
    reviews = dict(Review.history.filter(sampled_case_id=sampled.pk).values_list("id", "part"))
    here = Q(audit=sampled.audit_id) | Q(audit=None)
    events = Event.objects.filter(here, Q(case=sampled.case_id) | Q(audit=sampled.audit_id, case=None))
    shown = [event for event in events.select_related("user") if _is_about(event, sampled)]
    corrections = [event for event in shown if event.kind == Event.Kind.FACT_CORRECTED and event.audit]
    entries = [*_entries_of_events(event for event in shown if event not in corrections)]
    entries += _told_once(_entries_of_events(corrections), _entries_of(SampledCase, id=sampled.pk))
    entries += _entries_of(Case, id=sampled.case_id)
    entries += _entries_of(Review, sampled_case_id=sampled.pk)
    for review, part in reviews.items():
        entries += [_in_part(part, entry) for entry in _entries_of(Answer, review_id=review)]
    entries += _entries_of(SendBack, review_id__in=reviews)
    return [_in_words_of(sampled.audit.framework, entry) for entry in _newest_first(entries)]


def _in_part(part, entry):
    """The Entry of an answer with which reading it belongs to, where that is not the first."""
    if part == Review.Part.FIRST:
        return entry
    which = Review.Part(part).label
    return replace(entry, what=f"{which}: {entry.what}", together=f"{entry.together} ({which.lower()})")


def _in_words_of(framework, entry):
    """The Entry with answers as the framework words them, and items by what they ask instead of by their code."""
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


def whole_trail(audit=None):
    """Every Entry there is, or those of one audit and its cases, oldest first, nothing merged. Cases go by number."""
    events = Event.objects.all() if audit is None else Event.objects.filter(audit=audit.pk)
    entries = [*_entries_of_events(events.select_related("user").iterator())]
    places = _Places()
    for model in NAMES:
        for record, before in _steps(model):
            number, case = places.of(model, record)
            if audit is None or number == audit.pk:
                entry = _entry(model, record, before)
                told = tuple(change for change in entry.changes if change.field not in NAMING)
                entries.append(replace(entry, changes=told, audit=number, case=case))
    return sorted(entries, key=lambda entry: entry.at)


class _Places:
    """Which audit, and which case of it, a record of the past belongs to; (None, None) for what belongs to none."""

    def __init__(self):
        self.sampled = {row[0]: row[1:] for row in SampledCase.history.values_list("id", "audit_id", "number")}
        self.reviews = dict(Review.history.values_list("id", "sampled_case_id"))

    def of(self, model, record):
        if model in OF_AUDIT:
            return (record.id if model is Audit else record.audit_id), None
        sampled = {SampledCase: "id", Review: "sampled_case_id"}.get(model)
        if model in (Answer, SendBack):
            return self.sampled.get(self.reviews.get(record.review_id), (None, None))
        return self.sampled.get(getattr(record, sampled), (None, None)) if sampled else (None, None)


def _entries_of_events(events, *, with_numbers=True):
    for event in events:
        nobody = STRANGER if event.kind == Event.Kind.SIGN_IN_FAILED else NOBODY
        yield Entry(
            event.happened_at, _name_of(event.user, nobody), sentence_of(event, with_numbers), audit=event.audit
        )


def _name_of(user, nobody=NOBODY):
    """The name and the user name, since two people may have one name."""
    if user is None:
        return nobody
    return str(user) if str(user) == user.username else f"{user} ({user.username})"


def _is_about(event, sampled):
    """Whether an Event of the audit as a whole showed this case to somebody: in a list, or in a file with its rows."""
    if "cases" in event.details:
        return sampled.number in event.details["cases"]
    return event.case_id or bool(event.details.get("rows"))


def _entries_of(model, **which):
    return [_entry(model, record, before) for record, before in _steps(model, **which)]


def _steps(model, **which):
    """(record as it was, the same record one change before or None) of a model's history, oldest first."""
    # not those left untold: a join over them would leave out the rows whose record is gone
    relations = [f.name for f in model.history.model.tracked_fields if f.is_relation and f.name not in UNTOLD]
    rows = model.history.filter(**which).select_related("history_user", *relations)
    ordered = rows.order_by("id", "history_date", "history_id")
    for _, versions in groupby(ordered.iterator(chunk_size=2_000), key=lambda row: row.id):
        before = None
        for record in versions:
            yield record, before
            before = record


def _entry(model, record, before):
    done = DONE[record.history_type]
    changes = () if done == "deleted" else tuple(_changes(model, record, before))
    what = DEEDS.get((model, record.history_type)) or f"{NAMES[model](record)} {done}"
    together = f"answers {done}" if model is Answer else ""
    return Entry(record.history_date, _name_of(record.history_user), what, changes, together=together)


def _changes(model, record, before):
    for field in (field for field in record.tracked_fields if field.name not in UNTOLD):
        old, new = ("" if row is None else _in_words(field, row) for row in (before, record))
        if old != new and field.name == "date_of_birth":
            yield Change("Date of birth", old and "known", new and ("corrected" if old else "known"))
        elif old != new:
            name = capfirst(field.verbose_name)
            yield Change(f"{record.question}, {name.lower()}" if model is Answer else name, old, new)
    if model is SampledCase and before:
        yield from _corrections(before, record)


def _corrections(before, record):
    """What was corrected in the copied facts and why; that they were copied or removed is no correction."""
    old, new = before.facts, record.facts
    for fact in new if old else ():
        if old.get(fact) != new[fact]:
            yield Change(name_of_fact(fact), fact_in_words(fact, old.get(fact)), fact_in_words(fact, new[fact]))
    if record.history_change_reason:
        yield Change("Why", "", record.history_change_reason)


def _in_words(field, record):
    """A field's value as people say it; "" where there is none."""
    value = getattr(record, field.attname)
    if value in (None, "", []):
        return ""
    if field.is_relation:
        return str(getattr(record, field.name) or f"number {value}, no longer there")
    if isinstance(value, datetime.datetime):
        return in_format(localtime(value), "j F Y, H:i")
    if isinstance(value, datetime.date):
        return in_format(value, "j F Y")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(listed(value))


def _newest_first(entries):
    """In order of time; what one person did to several answers within a minute is one Entry."""
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
