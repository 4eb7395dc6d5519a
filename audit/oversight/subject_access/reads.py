"""Gather everything that is held about a person: records as they are now, and every earlier version of them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import Model, Q

from audit.models import EarlierVersion, ListedCase, SampledCase
from audit.oversight.subject_access.records import RECORDS, HeldRecord
from audit.oversight.subject_access.subject import Numbers, Subject
from audit.oversight.subject_access.values import fields_shown, names_to_fetch, questions_of, values_of
from audit.trail.case_trail import events_about
from audit.trail.entries import DONE
from cases.extract.restricted.known import digest_of
from cases.models import Case, Event


@dataclass(frozen=True)
class EarlierState:
    """What a change of a record left: the values that differ from the state before; {} where it was deleted."""

    at: datetime.datetime
    by: str
    done: str
    values: Mapping[str, str]


@dataclass
class HeldRow:
    """A record: {name of a field: its value in words} (None: it is deleted), and its history, oldest first."""

    number: int
    values: Mapping[str, str] | None
    earlier: list[EarlierState] = field(default_factory=list)


@dataclass(frozen=True)
class HeldRows:
    """Every record of one kind about a person."""

    heading: str
    rows: list[HeldRow]


def held_about(subject: Subject, *, restricted: bool = False) -> list[HeldRows]:
    """Return everything that is held about a person, by kind of record; kinds without a record are left out.

    `restricted`: records about restricted cases of a practitioner too.
    """
    numbers = _numbers(subject.roots, stop_at_cases=subject.is_practitioner)
    if subject.is_practitioner and not restricted:
        numbers = _without_restricted(numbers)
    if not subject.is_practitioner:
        numbers[Event] |= _that_showed(numbers[SampledCase])
    kinds = [HeldRows(record.heading, [*_rows(record, numbers[record.model], subject)]) for record in RECORDS]
    return [kind for kind in [*kinds, *_in_earlier_results(numbers)] if kind.rows]


def _numbers(roots: Numbers, *, stop_at_cases: bool = False) -> dict[type[Model], set[int]]:
    """Return {record: numbers} of all that the roots lead to, now or in the past.

    `stop_at_cases`: a practitioner is not given what else is held about the people whose cases they hold.
    """
    found = {record.model: set(roots.get(record.model, ())) for record in RECORDS}
    for record in RECORDS:
        led = {name: found[parent] for name, parent in record.parents.items() if not (stop_at_cases and parent is Case)}
        found[record.model] |= _past_and_present(record.model, led)
    return found


def _without_restricted(numbers):
    """Leave out what is about a restricted case, and its line of a team list that was uploaded before."""
    closed = dict(Case.objects.exclude(restricted_digest="").values_list("pk", "restricted_digest"))
    hidden = _numbers({Case: set(closed)})
    lines = ListedCase.objects.filter(pk__in=numbers[ListedCase]).values_list("pk", "reference")
    digests = {*closed.values()}
    hidden[ListedCase] |= {line for line, reference in lines if digests and digest_of(reference) in digests}
    return {model: found - hidden[model] for model, found in numbers.items()}


def _past_and_present(model, led):
    wanted = [Q(**{f"{name}__in": numbers}) for name, numbers in led.items() if numbers]
    if not wanted:
        return set()
    now = model._default_manager.filter(reduce(or_, wanted)).values_list("pk", flat=True)
    past = model.history.filter(reduce(or_, wanted)).values_list("id", flat=True) if _has_history(model) else ()
    return {*now, *past}


def _has_history(model):
    return hasattr(model, "history")


def _that_showed(sampled: Iterable[int]) -> set[int]:
    """Return the numbers of the events that showed these sampled cases: in a list, or in a file."""
    cases = SampledCase.objects.filter(pk__in=sampled)
    return {number for case in cases for number in events_about(case).values_list("pk", flat=True)}


def _rows(record: HeldRecord, numbers: set[int], subject: Subject) -> Iterator[HeldRow]:
    fields = fields_shown(record, to_practitioner=subject.is_practitioner)
    questions = questions_of(record, numbers)
    now = record.model._default_manager.filter(pk__in=numbers).select_related(*names_to_fetch(fields))
    rows = {row.pk: HeldRow(row.pk, values_of(row, fields, questions.get(row.pk))) for row in now}
    if _has_history(record.model):
        for number, earlier in _histories(record.model, numbers, fields, questions):
            rows.setdefault(number, HeldRow(number, None)).earlier = earlier
    yield from (rows[number] for number in sorted(rows))


def _histories(model, numbers, fields, questions):
    """Yield (number, EarlierStates, oldest first) of each record that has a history."""
    kept = {each.name for each in model.history.model.tracked_fields}
    fields = [each for each in fields if each.name in kept]
    past = model.history.filter(id__in=numbers).select_related("history_user", *names_to_fetch(fields))
    ordered = past.order_by("id", "history_date", "history_id").iterator(chunk_size=2_000)
    for number, versions in groupby(ordered, key=lambda row: row.id):
        yield number, [*_states(versions, fields, questions.get(number))]


def _states(versions, fields, question):
    before: dict[str, str] = {}
    for row in versions:
        values = {} if row.history_type == "-" else values_of(row, fields, question)
        if reason := getattr(row, "history_change_reason", None):
            values["Why it was changed"] = reason
        differing = {
            name: values.get(name, "") for name in {**before, **values} if before.get(name) != values.get(name)
        }
        by, done = str(row.history_user or "a command"), DONE[row.history_type]
        yield EarlierState(row.history_date, by, done, differing if values else {})
        before = values


def _in_earlier_results(numbers: Numbers) -> Iterator[HeldRows]:
    """Yield the answers about these cases that stay with results that were taken back."""
    versions = EarlierVersion.objects.filter(audit__sampled_cases__in=numbers[SampledCase], answers__isnull=False)
    cases = {
        str(case) for case in SampledCase.objects.filter(pk__in=numbers[SampledCase]).values_list("case", flat=True)
    }
    rows = [
        HeldRow(version.pk, {"Result": str(version), "Answers": str(version.answers[case])})
        for version in versions.select_related("audit").distinct()
        for case in sorted(cases & {*version.answers})
    ]
    yield HeldRows("Answers in results that were taken back", rows)
