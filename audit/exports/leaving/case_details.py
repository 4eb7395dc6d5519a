"""What a file holds of the cases it lists, beside their answers: facts, people, and when what was answered."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from audit.exports.leaving.actions import numbers_for
from audit.exports.leaving.profiles import Leaving, Tick
from audit.models import Audit, Review, SampledCase
from audit.results.gathered import Gathered
from cases.models import Practitioner, User


@dataclass
class CaseDetails:
    """One case. `facts`: {fact: value} as the audit keeps them, with the "start_date" as an ISO date.

    `practitioner`, `reviewer`: the name, or the number that stands for it; "" if not known.
    `answered_on`: {question code: day of the answer that counts}. `agreed`: codes of the answers on which both
    reviewers agreed.
    """

    facts: Mapping[str, Any]
    practitioner: str = ""
    reviewer: str = ""
    answered_on: dict[str, date] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()


def case_details(audit: Audit, leaving: Leaving, numbers: Collection[int]) -> dict[int, CaseDetails]:
    """Return {case: CaseDetails} of the audit's cases with these numbers. For a few hundred cases at a time.

    Where no name leaves, people get the numbers that stand for them, which may store new ones.
    """
    sampled = SampledCase.objects.counted().filter(audit=audit, number__in=numbers)
    cases = list(sampled.values_list("number", "facts", "case__start_date", "held_by"))
    reviews = _reviews(audit, numbers)
    held, read = {each[-1] for each in cases} - {None}, {each[2] for each in reviews} - {None}
    practitioners, reviewers = _people(audit, leaving, held, read)
    found = {}
    for number, facts, started, held_by in cases:
        facts = facts | {"start_date": started.isoformat() if started else ""}
        found[number] = CaseDetails(facts, str(practitioners.get(held_by, "")))
    for number, part, reviewer, answered in reviews:
        if number in found:
            _note_review(found[number], part, str(reviewers.get(reviewer, "")), answered)
    return found


def _reviews(audit: Audit, numbers: Collection[int]) -> list[tuple]:
    """Return (case, part, reviewer, {question code: time of the answer}) of each review that counts, agreed last."""
    in_force = Review.objects.counted().filter(sampled_case__audit=audit, sampled_case__number__in=numbers)
    times = Gathered("answers__question", "answers__answered_at", filter=Q(answers__value__isnull=False))
    rows = in_force.annotate(times=times).values_list("sampled_case__number", "part", "reviewer", "times")
    read = [(*review, json.loads(times or "{}")) for *review, times in rows]
    return sorted(read, key=lambda review: review[1] == Review.Part.AGREED)


def _note_review(details: CaseDetails, part: str, reviewer: str, answered: Mapping[str, str]) -> None:
    details.answered_on |= {code: _day(time[:16]) for code, time in answered.items()}
    if part == Review.Part.AGREED:
        details.agreed = frozenset(answered)
    else:
        details.reviewer = reviewer


@lru_cache(maxsize=10_000)  # the answers of a review share their minutes
def _day(minute: str) -> date:
    """Return the local day of a time in UTC as the database writes it, cut off after the minute."""
    return localdate(datetime.fromisoformat(minute).replace(tzinfo=UTC))


def _people(
    audit: Audit, leaving: Leaving, practitioners: set[int], reviewers: set[int]
) -> tuple[Mapping[int, Any], Mapping[int, Any]]:
    """Return {primary key: name, or the number that stands for it} of practitioners, and of reviewers."""
    named = _names(Practitioner, practitioners if leaving.has(Tick.PRACTITIONERS) else ())
    seen = _names(User, reviewers if leaving.has(Tick.REVIEWERS) else ())
    others = {"practitioners": practitioners - named.keys(), "reviewers": reviewers - seen.keys()}
    numbers = numbers_for(audit=audit, **others, by=leaving.by)
    return numbers.practitioners | named, numbers.reviewers | seen


def _names(people: type[Practitioner | User], keys: Collection[int]) -> dict[int, str]:
    return {person.pk: str(person) for person in people.objects.filter(pk__in=keys)} if keys else {}
