"""Warnings about a review, each with a code: those of every framework, and those of a framework's own pack."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from audit.method.answers import Value
from audit.method.applicability import known_conditions, reader_of_fact
from audit.method.conditions.decide import Truth, reader_of, truth_of
from audit.method.conditions.rules import Rule, Test, tests_in
from audit.method.facts.derived import Facts
from audit.method.framework import Framework

Given = Mapping[str, Value]
Reader = Callable[[Facts, Given], Truth]  # gives the truth of a test
ANSWER = "answer to "  # before the code of a question whose answer a rule looks at, where a fact's name would stand


@dataclass(frozen=True)
class BuiltIn:
    """A warning that looks at every question of every framework. `message` has gaps for what it found."""

    code: str
    message: str
    about: str


NO_PROMPT_MET = BuiltIn("W001", "Judged sufficient, but no prompt is answered “Yes”", "a key question and its prompts")
ALL_PROMPTS_MET = BuiltIn(
    "W002", "Judged not sufficient, but every prompt is answered “Yes”", "a key question and its prompts"
)
NO_COMMENT = BuiltIn("W003", "Answered “{}” without a comment that says why", "a prompt or measure that counts as no")
AGAINST_FACTS = BuiltIn(
    "W004", "Answered “{}”, but the facts of the case say it applies: {}", "a question asked of some cases only"
)
BUILT_IN = (NO_PROMPT_MET, ALL_PROMPTS_MET, NO_COMMENT, AGAINST_FACTS)


@dataclass(frozen=True)
class PackWarning:
    """A warning of a framework's pack: shown at the first of `fields` that is asked of the case, if `when` holds.

    `when` looks at facts, and at answers under the name ANSWER and the question's code.
    """

    code: str
    message: str
    fields: tuple[str, ...]
    when: Rule


def warnings_met(
    pack: tuple[PackWarning, ...], framework: Framework, facts: Facts, given: Given
) -> dict[str, list[PackWarning]]:
    """Return {question code: the warnings of the pack that hold and stand there}.

    `given`: the answers to questions that are asked of the case. What rests on an unknown fact or a question without an
    answer does not hold.
    """
    found: dict[str, list[PackWarning]] = {}
    known = known_conditions(framework, facts) if pack else {}
    for warning, readers in _readers_of(pack, framework):
        place = next((code for code in warning.fields if code in given), "")
        if place and truth_of(warning.when, {test: read(facts, given) for test, read in readers}, known.__getitem__):
            found.setdefault(place, []).append(warning)
    return found


@functools.lru_cache(maxsize=32)  # a list of reviews checks each of them with the same pack
def _readers_of(
    pack: tuple[PackWarning, ...], framework: Framework
) -> tuple[tuple[PackWarning, tuple[tuple[Test, Reader], ...]], ...]:
    """Return each warning with what gives the truth of each test that it makes."""
    return tuple(
        (warning, tuple((test, _reader_of(framework, test)) for test in tests_in(warning.when))) for warning in pack
    )


def _reader_of(framework: Framework, test: Test) -> Reader:
    code = test.fact.removeprefix(ANSWER)
    if code == test.fact:
        read = reader_of(test, reader_of_fact(framework, code))
        return lambda facts, given: read(facts)
    if code not in framework.questions:  # the pack is that of a framework which this one takes only a part of
        return lambda facts, given: None
    key, of_key = framework.questions[code].key, reader_of(test, itemgetter(code))
    return lambda facts, given: of_key({code: key(given[code])}) if code in given else None
