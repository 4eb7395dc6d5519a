"""Warnings about a review, each with a code: those of every framework, and those of a framework's own pack."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from audit.method.answers import Value
from audit.method.applicability import known_conditions, reader_of_fact
from audit.method.conditions.decide import reader_of, truth_of
from audit.method.conditions.rules import Rule, tests_in
from audit.method.framework import Framework

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
    pack: Collection[PackWarning], framework: Framework, facts: Mapping[str, object], given: Mapping[str, Value]
) -> dict[str, list[PackWarning]]:
    """Return {question code: the warnings of the pack that hold and stand there}.

    `given`: the answers to questions that are asked of the case. What rests on an unknown fact or a question without an
    answer does not hold.
    """
    found: dict[str, list[PackWarning]] = {}
    if not pack:
        return found
    known = known_conditions(framework, facts)
    for warning in pack:
        tests = {test: reader_of(test, _reads(framework, test.fact, given))(facts) for test in tests_in(warning.when)}
        place = next((code for code in warning.fields if code in given), "")
        if place and truth_of(warning.when, tests, known.__getitem__):
            found.setdefault(place, []).append(warning)
    return found


def _reads(framework: Framework, fact: str, given: Mapping[str, Value]) -> Callable[[Mapping[str, object]], object]:
    code = fact.removeprefix(ANSWER)
    if code == fact:
        return reader_of_fact(framework, fact)
    return lambda facts: framework.questions[code].key(given[code]) if code in given else None
