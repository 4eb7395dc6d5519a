"""What the words of a cell say about access to the case: that it is restricted, that this is doubtful, or nothing.

A restricted case that we miss is seen by people who may not see it. So whatever could mean a restriction is taken for
one, or held aside. A requirement, order or condition (football, curfew, exclusion zone) restricts the person, not
access to the record.
"""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

from cases.extract.restricted import refusals
from cases.extract.restricted.masks import DOUBTFUL, NO, OFFICIAL, RESTRICTED, as_displayed, mask_elsewhere
from cases.extract.restricted.patterns import (
    ANSWERED_NO,
    EXCLUSION,
    HINTS,
    INNER_CAPITAL,
    ITEM_ENDS,
    KINDS,
    LAO_IN_ANY_CASE,
    LAO_SPELT_OTHERWISE,
    MARK_AMONG_FLAGS,
    NEGATED,
    OF_RECORDS,
    ONLY_RESTRICTION,
    ONLY_SECRECY,
    REQUIREMENT,
    RESTRICTED_OTHERWISE,
    RESTRICTION,
    SEGMENT_ENDS,
    SENTENCE,
    SURE,
    UNSURE,
)

_LONGEST_ITEM = 12  # words


@lru_cache(maxsize=2_000)
def restriction_in(text: str, in_order_column: bool = False, in_flag_column: bool = False) -> str:
    """Return what a cell says about access to the case: RESTRICTED, DOUBTFUL or NO.

    Say so if the column holds orders and requirements, or flags: the same words mean something else there.
    """
    text = as_displayed(text)
    tidy = OFFICIAL.sub(" ", LAO_SPELT_OTHERWISE.sub("LAO", text))
    segments = [each.strip() for each in SEGMENT_ENDS.split(tidy) if _has_hint(each)]
    said = {_verdict_on(_Segment(each, tidy, in_order_column, in_flag_column)) for each in segments}
    return next((each for each in (RESTRICTED, DOUBTFUL) if each in said), mask_elsewhere(text))


def restriction_in_attribute(text: str, in_nationality_column: bool) -> str:
    """Return the same for a column with one fact about the person: there "Withheld" hides that fact, not the case.

    In a nationality column LAO is a country.
    """
    text = LAO_IN_ANY_CASE.sub(" ", as_displayed(text)).strip() if in_nationality_column else as_displayed(text)
    said = restriction_in(text)
    if said == RESTRICTED:
        return DOUBTFUL if _kind_of(text) == "exclusion" else said
    return NO if _kind_of(text) == "secrecy" or refusals.may_be_refusal(text) else said


def may_mention_restriction(text: str) -> bool:
    """Whether a text has one of the HINTS, or an asterisk. It is quick, since most of the many rows have neither."""
    small = text.lower()
    return (  # a loop or a pattern takes three times as long
        ("restr" in small or "lao" in small or "exclu" in small or "limited" in small or "denied" in small)
        or ("l.a.o" in small or "l a o" in small or "l/a/o" in small or "l-a-o" in small or "la0" in small)
        or ("*" in small or "sensi" in small or "redact" in small or "thheld" in small or "confid" in small)
        or ("xxxx" in small or "permission" in small or "you " in small or "forbidden" in small or "view" in small)
        or ("displayed" in small or "be accessed" in small or "be opened" in small or "be shown" in small)
        or ("available to" in small or "administrator" in small or "hidden" in small or "blanked" in small)
        or ("disclos" in small or "protect" in small or "name available" in small or "embargo" in small)
        or "ukpps" in small
    )


def _has_hint(text: str) -> bool:
    small = text.lower()
    return any(hint in small for hint in HINTS)


def _verdict_on(segment: "_Segment") -> str:
    return next((verdict for holds, verdict in _RULES if holds(segment)), NO)


class _Segment:
    """One item of a list, or one sentence, in a cell. Each property is worked out when a rule asks for it."""

    def __init__(self, text: str, cell: str, in_order_column: bool, in_flag_column: bool) -> None:
        self.text, self._cell, self.in_order_column, self.in_flag_column = text, cell, in_order_column, in_flag_column

    @cached_property
    def items(self) -> set[str]:
        return _items_of(self.text)

    @cached_property
    def is_negated(self) -> bool:
        answered = ANSWERED_NO.search(self.text) is not None
        return answered or (NEGATED.search(self.text) is not None and not self.items & {"lao", "restricted"})

    @cached_property
    def is_sure(self) -> bool:
        return SURE.search(self.text) is not None

    @cached_property
    def is_sentence(self) -> bool:
        return SENTENCE.search(self.text) is not None

    @cached_property
    def is_unsure(self) -> bool:
        return UNSURE.search(self.text) is not None

    @cached_property
    def restricts(self) -> bool:
        return RESTRICTION.search(self.text) is not None

    @cached_property
    def excludes(self) -> bool:
        return EXCLUSION.search(self.text) is not None

    @cached_property
    def is_exclusion(self) -> bool:
        """Whether it says "excluded" and nothing else."""
        return _kind_of(self.text) == "exclusion"

    @cached_property
    def is_brief(self) -> bool:
        """Whether it is so short that "excluded" may mean from a record, and not from a place."""
        words = self.text.casefold().split()
        return len(words) <= 4 and "from" not in words

    @cached_property
    def of_records(self) -> bool:
        return OF_RECORDS.search(self.text) is not None

    @cached_property
    def has_requirement(self) -> bool:
        return REQUIREMENT.search(self.text) is not None

    @cached_property
    def is_about_a_person(self) -> bool:
        """Whether it says what a person may not do."""
        return not self.of_records and (self.has_requirement or RESTRICTED_OTHERWISE.search(self.text) is not None)

    @cached_property
    def is_among_requirements(self) -> bool:
        return self.in_order_column or REQUIREMENT.search(self._cell) is not None

    @cached_property
    def begins_restricted(self) -> bool:
        first = ITEM_ENDS.split(self.text.lstrip("([/"), maxsplit=1)[0].partition(":")[0]
        return _kind_of(first) == "restricted"


_RULES: tuple[tuple[Callable[[_Segment], Any], str], ...] = (  # the first that holds decides
    (lambda one: one.is_negated, NO),
    (lambda one: one.is_sure and one.is_unsure, DOUBTFUL),
    (lambda one: one.is_sure or "lao" in one.items, RESTRICTED),
    (lambda one: refusals.is_refusal(one.text), RESTRICTED),
    (lambda one: refusals.may_be_refusal(one.text), DOUBTFUL),
    (lambda one: one.is_exclusion and one.is_among_requirements, NO),
    (lambda one: one.in_flag_column and MARK_AMONG_FLAGS.search(one.text) and not one.has_requirement, RESTRICTED),
    (lambda one: one.is_about_a_person and one.begins_restricted, DOUBTFUL),
    (lambda one: one.is_about_a_person, NO),
    (lambda one: (one.restricts or one.is_sentence) and one.is_unsure, DOUBTFUL),
    (lambda one: "restricted" in one.items or (one.is_sentence and one.of_records), RESTRICTED),
    (lambda one: ("restriction" in one.items or one.is_sentence) and one.is_among_requirements, DOUBTFUL),
    (lambda one: "restriction" in one.items or one.is_sentence, RESTRICTED),
    (lambda one: one.excludes and one.in_order_column and not one.of_records, NO),
    (lambda one: one.is_exclusion, RESTRICTED),
    (lambda one: "exclusion" in one.items or (one.excludes and (one.of_records or one.is_brief)), DOUBTFUL),
    (lambda one: one.restricts and (one.of_records or not one.in_order_column), DOUBTFUL),
    (lambda one: "secrecy" in one.items, DOUBTFUL),
)


def _items_of(text: str) -> set[str]:
    """Return the kinds (see _kind_of) of the whole text and of each item in it."""
    items = (text, *ITEM_ENDS.split(text))
    return {_kind_of(each) for item in items for each in (item, item.rpartition(": ")[2])}


def _kind_of(item: str) -> str:
    """Return lao, restricted, restriction, exclusion or secrecy; "" if the item says none of these, or more."""
    words = " ".join(re.findall(r"[a-z]+", INNER_CAPITAL.sub(" ", item).casefold()))
    if item.strip() == "Lao" or words.count(" ") >= _LONGEST_ITEM:
        return ""
    if not ONLY_RESTRICTION.fullmatch(words):
        return "secrecy" if ONLY_SECRECY.fullmatch(words) else ""
    return next((kind for sign, kind in KINDS.items() if sign in words), "exclusion")
