"""Entries of a trail, in plain words: one for each event, and one for each change of a record."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Model
from django.utils.dateformat import format as in_format
from django.utils.text import capfirst
from django.utils.timezone import localtime

from audit.method.kinds import with_prefix
from audit.models import (
    LETTERS,
    Answer,
    Audit,
    AuditReviewer,
    EvidenceEntry,
    Indicator,
    QuestionNote,
    Reading,
    ReadingAnswer,
    Recommendation,
    ReserveCase,
    Review,
    Sample,
    SampledCase,
    SendBack,
    SharedCase,
    StandardJudgement,
    StandardText,
    Survey,
)
from audit.trail.case_facts import fact_in_words, name_of_fact
from audit.trail.sentences import listed, sentence_of
from cases.models import Case, DeliveryUnit, Event, ExtractMapping, Membership, Practitioner, Region, Team, User

NOBODY, STRANGER = "a command", "no one signed in"
ONE_MOMENT = datetime.timedelta(seconds=10)  # between an event and the record that its action changed
# what the trail calls a record; the whole trail shows the records in this order
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
    SampledCase: lambda record: f"Case {with_prefix(record.prefix, record.number)}",
    Review: lambda record: record.get_part_display(),
    SendBack: lambda record: "Note when it was sent back",
    Answer: lambda record: f"Answer to {record.question}",
    SharedCase: lambda record: f"Case {LETTERS[record.number - 1]} to read together",
    Reading: lambda record: "Reading of a case together",
    ReadingAnswer: lambda record: f"Answer to {record.question}, read together",
    QuestionNote: lambda record: f"Agreed note on {record.question}",
    Recommendation: lambda record: "Recommendation",
    Survey: lambda record: f"Survey “{record.title}”",
    Indicator: lambda record: f"Indicator “{record.name}”",
    StandardJudgement: lambda record: f"Judgement of {record.standard}",
    StandardText: lambda record: f"Text on {record.standard}",
    EvidenceEntry: lambda record: f"Evidence for {record.standard}",
}
# fields that repeat what an entry says already, or are for the program only
LEFT_OUT = {
    "id",
    "version",
    "value_before",
    "snapshot",
    "removed",
    "framework_checksum",
    "answered_at",
    "answered_by",
    "created_at",
    "recorded_by",
    "sent_at",
    "sent_by",
    "replied_at",
    "replied_by",
    "after_both",
    "plan",
    "drawn",
    "columns",
    "replaced_at",
    "replaced_by",
    "extra_for",
    "facts",
    "facts_as_of",
    "facts_from_upgrade",
    "held_by",
    "audit",
    "sampled_case",
    "part",
    "review",
    "question",
    "standard",
    "shared_case",
    "reading",
    "written_at",
    "written_by",
    "marked_by",
}
DONE = {"+": "added", "~": "changed", "-": "deleted"}
# where "added" or "changed" would not say what was done
DEEDS = {(SendBack, "+"): "Sent the review back", (SendBack, "~"): "Replied to the note about sending it back"}


@dataclass(frozen=True)
class Change:
    """A changed field: its name, its value before and its value now, all in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class TrailEntry:
    """One thing that a person did, in the audit and to the case of these numbers (None: to neither).

    `together`: entries with the same text here may be merged into one. `number`: how many were merged.
    """

    at: datetime.datetime
    who: str
    what: str
    changes: tuple[Change, ...] = ()
    audit: int | None = None
    case: int | None = None
    together: str = ""
    number: int = 1


def merge_acts(
    acts: dict[int, TrailEntry], records: dict[int, TrailEntry]
) -> tuple[dict[int, TrailEntry], dict[int, TrailEntry]]:
    """Return (acts with the changes that they made, changes of the record that no act explains), both by number.

    Without this, the trail would show an act and its change as two entries.
    """
    merged, left = dict(acts), dict(records)
    for number, act in acts.items():
        apart = {each: abs(record.at - act.at) for each, record in left.items() if record.who == act.who}
        nearest = min(apart, key=apart.get, default=None)
        if nearest is not None and apart[nearest] < ONE_MOMENT:
            merged[number] = replace(act, changes=left.pop(nearest).changes)
    return merged, left


def entries_of_events(events: Iterable[Event], *, with_numbers: bool = True) -> dict[int, TrailEntry]:
    """Return {event's primary key: TrailEntry}, in the order of the events."""
    return {event.pk: entry_of_event(event, with_numbers) for event in events}


def entry_of_event(event: Event, with_numbers: bool) -> TrailEntry:
    """Return the TrailEntry of an event, without the numbers of cases unless `with_numbers`."""
    nobody = STRANGER if event.kind == Event.Kind.SIGN_IN_FAILED else NOBODY
    return TrailEntry(
        event.happened_at, _name_of(event.user, nobody), sentence_of(event, with_numbers), audit=event.audit
    )


def _name_of(user, nobody=NOBODY):
    """Return name and user name, since two people may have the same name."""
    if user is None:
        return nobody
    return str(user) if str(user) == user.username else f"{user} ({user.username})"


def entries_of(model: type[Model], **which) -> dict[int, TrailEntry]:
    """Return {history number: TrailEntry} of every change of these records, the oldest of each record first."""
    return {record.history_id: entry_of(model, record, before) for record, before in steps_of(model, **which)}


def steps_of(model: type[Model], **which) -> Iterator[tuple[Model, Model | None]]:
    """Yield (record as it was, the same record one change before or None) of a model's history, oldest first."""
    # without those left out: a join over them would lose the rows whose record is gone
    relations = [f.name for f in model.history.model.tracked_fields if f.is_relation and f.name not in LEFT_OUT]
    rows = model.history.filter(**which).select_related("history_user", *relations)
    ordered = rows.order_by("id", "history_date", "history_id")
    for _, versions in groupby(ordered.iterator(chunk_size=2_000), key=lambda row: row.id):
        before = None
        for record in versions:
            yield record, before
            before = record


def entry_of(model: type[Model], record: Model, before: Model | None) -> TrailEntry:
    """Return the TrailEntry of one change of a record, with its changed fields."""
    done = DONE[record.history_type]
    changes = () if done == "deleted" else tuple(_changes(model, record, before))
    what = DEEDS.get((model, record.history_type)) or f"{NAMES[model](record)} {done}"
    together = f"answers {done}" if model is Answer else ""
    return TrailEntry(record.history_date, _name_of(record.history_user), what, changes, together=together)


def _changes(model, record, before):
    for field in (field for field in record.tracked_fields if field.name not in LEFT_OUT):
        old, new = ("" if row is None else field_in_words(field, row) for row in (before, record))
        if old != new and field.name == "date_of_birth":
            yield Change("Date of birth", old and "known", new and ("corrected" if old else "known"))
        elif old != new:
            name = capfirst(field.verbose_name)
            yield Change(f"{record.question}, {name.lower()}" if model is Answer else name, old, new)
    if model is SampledCase and before:
        yield from _corrections(before, record)


def _corrections(before, record):
    """Yield what was corrected in the copied facts, and why. Copying or removing them is no correction."""
    old, new = before.facts, record.facts
    for fact in new if old else ():
        if old.get(fact) != new[fact]:
            yield Change(name_of_fact(fact), fact_in_words(fact, old.get(fact)), fact_in_words(fact, new[fact]))
    if record.history_change_reason:
        yield Change("Why", "", record.history_change_reason)


def field_in_words(field, record):
    """Return a field's value in words; "" without one."""
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
    if isinstance(value, list) and isinstance(value[0], dict):
        return "; ".join(" ".join(str(part) for part in each.values() if part) for each in value)
    return str(dict(field.flatchoices).get(value, value)) if field.choices else str(listed(value))
