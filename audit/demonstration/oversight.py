"""Invented rounds of oversight: a team's looks, what was found in them, and what came of it.

No person, case or text is real. The rounds lie half a year apart, counted back from the day they are loaded.
"""

import random
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any

from audit.demonstration.facts import TEAMS
from audit.method.answers import VALUE_OF_KEY, Value
from audit.method.framework import Framework
from cases.case_values import FLAGS

INVENTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TEAM = "Ipswich"
PRACTITIONERS = dict([*TEAMS[TEAM], *INVENTED["joined"]])  # {name: grade}
ONLY_LISTED = 40  # cases that stand in the team's list alone
DIRECTION = "manager-direction"
_SATURDAY = 5


@dataclass(frozen=True)
class InventedCase:
    """A case that runs, or ran half a year ago. `facts`: as on a Case, with `reference`."""

    practitioner: str
    allocated_on: date
    facts: dict[str, Any]


@dataclass(frozen=True)
class InventedLook:
    """A look at an invented case. `finished`: None while it is not; `begun`: whether it has begun.

    `gaps`: {question: (text, thread)}; a thread's steps are as in oversight.toml. `strength`: None without one.
    """

    case: InventedCase
    finished: date | None
    begun: bool
    answers: dict[str, Value]
    gaps: dict[str, tuple[str, list[dict[str, Any]]]]
    strength: dict[str, Any] | None
    together: bool


def workday(today: date, ago: int) -> date:
    """Return the day this number of days before, or the Friday before it if that is a weekend."""
    day = today - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a time of the day."""
    return datetime.combine(day, time(hour, minute), UTC)


class Inventor:
    """Invents cases and looks in turn, always the same for the same day."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._numbers = count(101)
        self._texts = {code: cycle(texts) for code, texts in INVENTED["gaps"].items()}

    def case(self, practitioner: str, began_before: date) -> InventedCase:
        """Return a new case that was allocated before a day and still ran on it."""
        number = next(self._numbers)
        dice = random.Random(f"oversight {number}")  # noqa: S311 - invented data, nothing secret
        start = began_before - timedelta(days=dice.randrange(7, 40 * 7))
        facts = {
            "reference": f"DEMO-{number}",
            "sentence_type": dice.choice(["community_order", "community_order", "licence"]),
            "start_date": start,
            "end_date": began_before + timedelta(days=dice.randrange(30, 600)),
            "rosh_level": dice.choice(["low", "medium", "medium", "medium", "high", "high"]),
            "flags": sorted(dice.sample(list(FLAGS)[:7], dice.randrange(3))),
        }
        return InventedCase(practitioner, start + timedelta(days=dice.randrange(4)), facts)

    def looks(self, told: list[dict[str, Any]], framework: Framework) -> list[InventedLook]:
        """Return the looks of a round that stands in oversight.toml."""
        latest = max((look["ago"] for look in told if "ago" in look), default=0)
        return [self._look(look, workday(self.today, latest), framework) for look in told]

    def listed(self) -> list[InventedCase]:
        """Return cases that stand in the team's list and nowhere else."""
        names = list(PRACTITIONERS)
        return [self.case(names[number % len(names)], self.today) for number in range(ONLY_LISTED)]

    def _look(self, told, began, framework):
        no = told.get("no", {})
        return InventedLook(
            case=self.case(told["of"], began),
            finished=workday(self.today, told["ago"]) if "ago" in told else None,
            begun="ago" in told or bool(no),
            answers=_answers(told, framework),
            gaps={code: (next(self._texts[code]), INVENTED["threads"][thread]) for code, thread in no.items()},
            strength=INVENTED["strengths"][told["well"]] if "well" in told else None,
            together=told.get("together", False),
        )


def _answers(told, framework):
    """Return {question: Value}. One that is begun and not finished has answers to the first six questions."""
    said = dict.fromkeys(framework.questions, Value.YES) | {DIRECTION: VALUE_OF_KEY[told.get("direction", "yes")]}
    said |= dict.fromkeys(told.get("na", ()), Value.NOT_APPLICABLE) | dict.fromkeys(told.get("no", ()), Value.NO)
    said |= dict.fromkeys(told.get("skip", ()), Value.NOT_LOOKED)
    return said if "ago" in told else dict(list(said.items())[:6])
