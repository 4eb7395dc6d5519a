"""Invented PDUs of a region. Their names, cases and ratings are made up and belong to no real unit."""

import random
from dataclasses import dataclass

from audit.method.answers import Value
from audit.method.framework import Framework


@dataclass(frozen=True)
class InventedUnit:
    """`quality`: the share of its work that is sufficient. `judged`: the rating of each standard judged on evidence."""

    name: str
    cases: int
    quality: float
    judged: str

    @property
    def prefix(self) -> str:
        return self.name.split()[0].upper()


UNITS = (
    InventedUnit("Broadwater PDU (invented)", 48, 0.52, "Good"),
    InventedUnit("Fenbridge PDU (invented)", 30, 0.45, "Requires improvement"),
    InventedUnit("Harrowden PDU (invented)", 64, 0.24, "Requires improvement"),
    InventedUnit("Marlingham PDU (invented)", 52, 0.68, "Good"),
    InventedUnit("Saltmarsh PDU (invented)", 36, 0.40, "Inadequate"),
)


def invent_answers(framework: Framework, unit: InventedUnit) -> list[dict[str, Value]]:
    """Return {key question: Value} of each case, always the same."""
    dice = random.Random(unit.name)  # noqa: S311 - invented data, nothing secret
    codes = [question.code for question in framework.key_questions]
    return [
        {code: Value.YES if dice.random() < unit.quality else Value.NO for code in codes} for _ in range(unit.cases)
    ]
