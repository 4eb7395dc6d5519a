"""In which group a case is, by each fact of GROUP_FACTS. Values are codes; "" stands for what is not known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from audit.method.answers import FALLS_SHORT, NOT_APPLICABLE, SUFFICIENT

Facts = Mapping[str, Any]
Fact = str | tuple[str, ...]  # several facts are crossed: their values together make the group

FLAGS, FLAG = (
    "flags",
    "flag:",
)  # a case can have several flags, so each of them is a fact by itself, such as "flag:ADVP"
HAS, HAS_NOT = "yes", "no"
AGE_BANDS = (
    (18, "under 18"),
    (26, "18 to 25"),
    (36, "26 to 35"),
    (46, "36 to 45"),
    (56, "46 to 55"),
)  # up to, not with
OLDEST = "56 and over"
NOT_DISABLED = {"no", "n", "none", "no disability", "not disabled", "no known disability"}
NOT_KNOWN = {"not known", "unknown", "not recorded", "not stated", "prefer not to say", "refused", "n/k"}
OVERSIGHT = {
    **dict.fromkeys(SUFFICIENT, "effective"),
    **dict.fromkeys(FALLS_SHORT, "not effective"),
    **dict.fromkeys(NOT_APPLICABLE, "not required"),
}


def value_of(fact: Fact, case: Facts) -> Any:
    """Return the value by which the case is grouped; a tuple of values for a tuple of facts.

    `case`: its stored facts, its "start_date" as an ISO date, and its Value of "oversight". What is missing is not
    known.
    """
    if isinstance(fact, tuple):
        return tuple(value_of(each, case) for each in fact)
    if fact.startswith(FLAG):
        return HAS if fact.removeprefix(FLAG) in (case.get(FLAGS) or ()) else HAS_NOT
    derived = DERIVED.get(fact)
    return derived(case) if derived else case.get(fact)


def key_of_group(fact: str, value: str) -> str:
    """Return the text that stands for a group in plans, in addresses, and with each extra case drawn for it."""
    return f"{fact}={value}"


def group_of_key(key: str) -> tuple[str, str]:
    """Return (fact, value) of a text that key_of_group gave."""
    fact, _, value = key.partition("=")
    return fact, value


def each_flag(facts: Iterable[Fact], cases: Sequence[Facts]) -> tuple[Fact, ...]:
    """Return the facts with a fact for each flag that one of the cases has in place of "flags"."""
    found = sorted({FLAG + flag for case in cases for flag in case.get(FLAGS) or ()})
    return tuple(each for fact in facts for each in (found if fact == FLAGS else (fact,)))


def _minority_ethnic(case: Facts) -> str:
    group = case.get("ethnic_group")
    return "" if not group else "no" if group == "white" else "yes"


def _disability(case: Facts) -> str:
    recorded = (case.get("disability") or "").strip().casefold()
    if not recorded or recorded in NOT_KNOWN:
        return ""
    return "no" if recorded in NOT_DISABLED else "yes"


def _age_band(case: Facts) -> str:
    age = case.get("age_at_start")
    if age is None:
        return ""
    return next((band for end, band in AGE_BANDS if age < end), OLDEST)


def _rosh_level(case: Facts) -> str:
    level = case.get("rosh_level") or ""
    return "high" if level == "very_high" else level


def _start_month(case: Facts) -> str:
    return (case.get("start_date") or "")[:7]


def _oversight(case: Facts) -> str:
    given = case.get("oversight")
    return OVERSIGHT[given] if given else ""


DERIVED: Mapping[str, Callable[[Facts], str]] = {
    "minority_ethnic": _minority_ethnic,
    "disability": _disability,
    "age_band": _age_band,
    "rosh_level": _rosh_level,
    "start_month": _start_month,
    "oversight": _oversight,
}
