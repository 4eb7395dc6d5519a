"""Three more published inspections, told as audits: what was published of them, and invented cases that give it."""

import csv
import datetime
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.method.answers import VALUE_OF_KEY, Value
from audit.method.framework import Framework
from audit.results.published.files import FOLDER


@dataclass(frozen=True)
class PublishedInspection:
    """One inspection of inspections.toml, which says what each part means. `name` is its key there.

    `measured`: when its indicators were. `cases`: {kind of case: how many}.
    `items`: {code: {key of an answer: how many cases of the first kind}}.
    """

    name: str
    published: str
    region: str
    unit: str
    title: str
    framework: str
    inspected: datetime.date
    measured: str
    about: str
    cases: Mapping[str, int]
    judgements: Mapping[str, str]
    sufficient: Mapping[str, list[int]]
    holds: Mapping[str, str]
    texts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    indicators: tuple[Mapping[str, Any], ...] = ()
    recommendations: tuple[Mapping[str, Any], ...] = ()
    items: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def published_rows(self) -> list[dict[str, str]]:
        """Return the rows of the file of what was published."""
        with (FOLDER / self.published).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


_FILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
INSPECTIONS = tuple(PublishedInspection(name=name, **told) for name, told in _FILE.items())


def invent_answers(framework: Framework, inspection: PublishedInspection) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield (kind, {question code: Value}) of each invented case; sufficient are the first cases of the kind."""
    first_kind = next(iter(inspection.cases))
    for kind, cases in inspection.cases.items():
        sufficient = dict(_sufficient(framework, inspection, kind))
        for place in range(cases):
            answers = {code: Value.YES if place < yes else Value.NO for code, yes in sufficient.items()}
            yield kind, answers | (_items_of(inspection, place) if kind == first_kind else {})


def _sufficient(framework: Framework, inspection: PublishedInspection, kind: str) -> Iterator[tuple[str, int]]:
    """Yield (key question, how many cases are sufficient) of the standards that are judged on this kind of case."""
    for code, numbers in inspection.sufficient.items():
        standard = framework.standard[code]
        if standard.kind == kind:
            yield from zip([question.code for question in standard.key_questions], numbers, strict=True)


def _items_of(inspection: PublishedInspection, place: int) -> dict[str, Value]:
    answers = {}
    for code, numbers in inspection.items.items():
        given = [VALUE_OF_KEY[key] for key, number in numbers.items() for _ in range(number)]
        answers[code] = given[place]
    return answers
