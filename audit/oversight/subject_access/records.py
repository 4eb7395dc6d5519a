"""What the site holds about a person, record by record, and how each record leads to the person."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model

from audit.models import (
    AccessToken,
    Alert,
    Answer,
    Correction,
    Entry,
    Finding,
    ListedCase,
    Look,
    Notice,
    Reading,
    ReadingAnswer,
    Recheck,
    ReserveCase,
    Review,
    SampledCase,
    SendBack,
    SharedCase,
    StandIn,
)
from cases.models import Case, Event, Membership, Practitioner, User


@dataclass(frozen=True)
class HeldRecord:
    """A kind of record about a person.

    `parents`: {field: the record that it points to}; it is about a person if one of these is. `left_out`: fields that
    say nothing about anyone. `of_others`: facts of a person on probation, which a practitioner is not given.
    `framework`: the path to the code of the framework in which a field `question` names a question.
    """

    model: type[Model]
    heading: str
    parents: Mapping[str, type[Model]]
    left_out: tuple[str, ...] = ()
    of_others: tuple[str, ...] = ()
    framework: str = ""


_OF_AUDIT = "sampled_case__audit__framework_code"
_OF_SHARED = "reading__shared_case__audit__framework_code"
_FILED_BY = ("id", "reference", "unit", "team", "practitioner")
_FACTS = tuple(fact.name for fact in Case._meta.concrete_fields if fact.name not in _FILED_BY)

# A record stands after those that it points to.
RECORDS = (
    HeldRecord(Practitioner, "Practitioner", {}),
    HeldRecord(User, "Account", {}, left_out=("password",)),
    HeldRecord(Membership, "Roles of the account", {"user": User}),
    HeldRecord(AccessToken, "Access tokens", {"user": User}, left_out=("digest",)),
    HeldRecord(Case, "Cases", {"practitioner": Practitioner}, left_out=("restricted_digest",), of_others=_FACTS),
    HeldRecord(
        SampledCase,
        "Cases in audits and rounds",
        {"case": Case, "held_by": Practitioner},
        of_others=("facts", "stratum", "extra_for"),
    ),
    HeldRecord(ReserveCase, "Cases in reserve", {"case": Case}),
    HeldRecord(SharedCase, "Cases that reviewers read together", {"case": Case}),
    HeldRecord(Review, "Reviews and looks", {"sampled_case": SampledCase}),
    HeldRecord(Answer, "Answers", {"review": Review}, ("value_before",), framework=f"review__{_OF_AUDIT}"),
    HeldRecord(SendBack, "Reviews that were sent back", {"review": Review}),
    HeldRecord(Reading, "Readings of such cases", {"shared_case": SharedCase}),
    HeldRecord(
        ReadingAnswer,
        "Answers of these readings",
        {"reading": Reading},
        framework=_OF_SHARED,
    ),
    HeldRecord(Look, "How looks were made", {"review": Review}),
    HeldRecord(Correction, "Corrections of looks", {"look": Look}, framework=f"look__review__{_OF_AUDIT}"),
    HeldRecord(
        Finding,
        "Findings",
        {"case": Case, "sampled_case": SampledCase, "practitioner": Practitioner, "owner": Practitioner},
    ),
    HeldRecord(Entry, "Replies and entries on findings", {"finding": Finding, "owner": Practitioner}),
    HeldRecord(Recheck, "Checks whether findings were put right", {"finding": Finding}),
    HeldRecord(Alert, "Alerts", {"case": Case, "review": Review, "practitioner": Practitioner}),
    HeldRecord(ListedCase, "Lines of team lists", {"practitioner": Practitioner}, ("digest",), ("rosh_level", "flags")),
    HeldRecord(StandIn, "Numbers that stand for them in files", {"practitioner": Practitioner}),
    HeldRecord(Notice, "Notices", {"review": Review, "finding": Finding, "user": User}),
    HeldRecord(Event, "What was done", {"case": Case, "practitioner": Practitioner, "user": User}),
)
MODELS = {record.model: record for record in RECORDS}
