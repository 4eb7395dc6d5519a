"""Compare the drawn cases with all eligible ones: how often each value of a fact occurs in both."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cases.case_values import NOT_KNOWN, name_of
from cases.extract.drawn import CaseloadShare
from cases.extract.eligible import (
    EligibleCase,
    count_values,
    is_resettlement,
    looks_like_names,
)
from cases.extract.headings.find import Headings
from cases.extract.notes import LONGEST_SHOWN
from cases.extract.settings import STRATA

MOST_SHOWN, MOST_NAMED = 100, 20  # different values; offices and grades
COMPARED = ("sex", "ethnic_group", "sentence_group", "rosh_level", "custody", "grade", "team")
SUB_SAMPLES = {"court_report": "Court report", "resettlement": "Resettlement"}
FIELDS_OF_FACT = {  # the fields that a fact by which cases are grouped takes
    "sentence_group": ("sentence_type",),
    "rosh": ("rosh_level",),
    "ethnic_group": ("ethnicity",),
    "women_or_sentence_and_rosh": ("sex", "sentence_type", "rosh_level"),
}


def compare_with_eligible(
    eligible: Sequence[EligibleCase], picked: Sequence[EligibleCase], headings: Headings
) -> Iterator[CaseloadShare]:
    """Yield how often each value of each fact in the extract occurs among the eligible and among the drawn cases."""
    for fact in COMPARED:
        if not set(FIELDS_OF_FACT.get(fact, (fact,))) <= headings.fields.keys():
            continue
        if fact in ("team", "grade") and looks_like_names(fact, eligible):
            continue
        most, rest = _named_and_others(count_values(eligible, fact), fact)
        of_drawn = count_values(picked, fact)
        for value, number in sorted(most, key=lambda item: (item[0] == NOT_KNOWN, item[0])):
            yield CaseloadShare(STRATA[fact], name_of(fact, value)[:LONGEST_SHOWN], number, of_drawn[value])
        if rest:
            yield CaseloadShare(STRATA[fact], "other", sum(rest.values()), sum(of_drawn[value] for value in rest))
    yield from _compare_sub_samples(eligible, picked, headings)


def _compare_sub_samples(
    eligible: Sequence[EligibleCase], picked: Sequence[EligibleCase], headings: Headings
) -> Iterator[CaseloadShare]:
    for fact, name in SUB_SAMPLES.items():
        if fact in headings.fields or fact == "resettlement":
            of_all, of_drawn = _sub_sample(fact, eligible), _sub_sample(fact, picked)
            for value in (value for value in ("yes", "no", NOT_KNOWN) if of_all[value]):
                yield CaseloadShare(
                    name, value.capitalize() if value != NOT_KNOWN else value, of_all[value], of_drawn[value]
                )


def _named_and_others(counts: Counter[str], fact: str) -> tuple[list[tuple[str, int]], dict[str, int]]:
    """Return the (value, number) pairs to show one by one, and {value: number} of those counted together as others."""
    most = commonest(counts)[: MOST_NAMED if fact in ("team", "grade") else MOST_SHOWN]
    named = {value for value, _ in most}
    return most, {value: number for value, number in counts.items() if value not in named}


def commonest(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """Return (what was counted, number), the commonest first, and no more than MOST_SHOWN."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_SHOWN]


def _sub_sample(fact: str, cases: Sequence[EligibleCase]) -> Counter[str]:
    if fact != "resettlement":
        return count_values(cases, fact)
    answers = map(is_resettlement, cases)
    return Counter(NOT_KNOWN if each is None else "yes" if each else "no" for each in answers)
