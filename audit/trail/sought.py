"""What a person looks for in a history: a kind of entry, a person, a span of days."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.utils.timezone import make_aware

from audit.models import (
    Answer,
    Audit,
    EvidenceEntry,
    Indicator,
    QuestionNote,
    Recommendation,
    Review,
    SampledCase,
    SendBack,
    StandardJudgement,
    StandardText,
    Survey,
)
from cases.models import Case, Event

A_COMMAND = "command"  # looked for in place of a person: what no person did
OF = Event.Kind


class EntryKind(NamedTuple):
    """A kind of entry: its name, the events and the changed records of this kind."""

    label: str
    events: tuple[str, ...] = ()
    records: tuple[type[Model], ...] = ()


KINDS = {
    "opened": EntryKind("Cases opened", (OF.CASE_VIEWED,)),
    "listed": EntryKind("Lists of cases seen", (OF.CASES_LISTED,)),
    "exported": EntryKind("Files downloaded", (OF.EXPORTED, OF.SUBJECT_ACCESS)),
    "answers": EntryKind("Answers", (), (Answer,)),
    "shared": EntryKind("Cases shared out", (OF.ALLOCATED, OF.MARKED)),
    "together": EntryKind("Cases read together", (OF.READ_TOGETHER,), (QuestionNote,)),
    "imported": EntryKind("Answers from a file", (OF.ANSWERS_IMPORTED,)),
    "reviews": EntryKind("Reviews and sending back", (OF.SUBMITTED, OF.REOPENED), (Review, SendBack)),
    "sample": EntryKind("Plan and sample", (OF.PLANNED, OF.DRAWN, OF.REPLACED)),
    "facts": EntryKind("Facts of the case", (OF.FACT_CORRECTED,), (SampledCase, Case)),
    "judgements": EntryKind("Judgements", (), (StandardJudgement,)),
    "evidence": EntryKind("Evidence and texts on standards", (), (StandardText, EvidenceEntry)),
    "recommended": EntryKind("Recommendations", (), (Recommendation,)),
    "indicators": EntryKind("Indicators and surveys", (), (Indicator, Survey)),
    "signed": EntryKind("Sign-off", (OF.SIGNED_OFF, OF.SIGN_OFF_CONFIRMED, OF.SIGN_OFF_UNDONE)),
    "findings": EntryKind("Findings released", (OF.FINDINGS_RELEASED,)),
    "audit": EntryKind("Title and dates of the audit", (), (Audit,)),
    "removed": EntryKind("Removals", (OF.REMOVED,)),
}
OF_AUDIT = [key for key in KINDS if key != "answers"]
OF_CASE = ["opened", "listed", "exported", "answers", "shared", "together", "imported", "reviews", "sample", "facts"]


@dataclass(frozen=True)
class Sought:
    """What to look for; by default everything. `kind`: a key of KINDS. `person`: a user's number, or A_COMMAND.

    `since` and `until`: the first and the last day.
    """

    kind: str = ""
    person: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    def among(self, rows: QuerySet) -> QuerySet:
        """Return those of the rows, which are events or the history of a record, that are looked for."""
        is_event = rows.model is Event
        at, user = ("happened_at", "user") if is_event else ("history_date", "history_user")
        if self.kind and is_event:
            rows = rows.filter(kind__in=KINDS[self.kind].events)
        elif self.kind and rows.model.instance_type not in KINDS[self.kind].records:
            return rows.none()
        if self.person:
            rows = rows.filter(**{user: None if self.person == A_COMMAND else self.person})
        if self.since:
            rows = rows.filter(**{f"{at}__gte": _begin_of(self.since)})
        if self.until:
            rows = rows.filter(**{f"{at}__lt": _begin_of(self.until + datetime.timedelta(days=1))})
        return rows


def _begin_of(day):
    return make_aware(datetime.datetime.combine(day, datetime.time()))


EVERYTHING = Sought()
