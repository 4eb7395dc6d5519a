"""The groups of which a sample can have extra cases, and how an extract shows them.

Only facts about people on probation: a group by team or grade is shown where it is large enough within the sample.
"""

from collections.abc import Iterable

from audit.method.groups.values import FLAG, HAS, key_of_group
from cases.case_values import ETHNIC_GROUPS, FLAGS, SENTENCE_TYPES, SEXES
from cases.extract.settings import ExtraCases

PRESET = 10  # cases: a group of as few has a percentage
MOST = 200
HIGH = "high"  # stands for very high too, as in groups
MINORITIES = tuple(group for group in ETHNIC_GROUPS if group != "white")


def _lower(names: dict[str, str]) -> dict[str, str]:
    return {code: text.lower() for code, text in names.items()}


def _one_value(fact: str, name: str, names: dict[str, str]) -> dict[str, tuple[str, dict[str, tuple[str, ...]]]]:
    return {key_of_group(fact, code): (f"{name}: {text}", {fact: (code,)}) for code, text in names.items()}


# {key: (name within a sentence, filters of the extract)}
GROUPS = (
    _one_value("sex", "sex", _lower(SEXES))
    | {key_of_group("minority_ethnic", HAS): ("minority ethnic", {"ethnic_group": MINORITIES})}
    | _one_value("ethnic_group", "ethnic group", ETHNIC_GROUPS)
    | _one_value("sentence_type", "sentence", _lower(SENTENCE_TYPES))
    | _one_value("rosh_level", "risk of serious harm", {"low": "low", "medium": "medium"})
    | {
        key_of_group("rosh_level", HIGH): (
            "risk of serious harm: high or very high",
            {"rosh_level": (HIGH, "very_high")},
        )
    }
    | {key_of_group(FLAG + code, HAS): (f"flag: {text}", {"flags": (code,)}) for code, text in FLAGS.items()}
)
CHOICES = [(key, name[0].upper() + name[1:]) for key, (name, _) in GROUPS.items()]


def extra_cases(wanted: Iterable[tuple[str, int]]) -> tuple[ExtraCases, ...]:
    """Return the ExtraCases of (key_of_group, number of cases); those of one group are added up."""
    numbers: dict[str, int] = {}
    for key, number in wanted:
        numbers[key] = numbers.get(key, 0) + number
    return tuple(ExtraCases(key, *GROUPS[key], number) for key, number in numbers.items())


def can_be_asked_for(fact: str, value: str) -> str:
    """Return the key of the group if extra cases of it can be drawn, else ""."""
    key = key_of_group(fact, value)
    return key if key in GROUPS else ""


def name_of_group(key: str) -> str:
    """Return the name of a group within a sentence."""
    return GROUPS[key][0]
