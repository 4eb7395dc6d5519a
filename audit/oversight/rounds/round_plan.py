"""The plan of a round: which cases of a team it can hold, and what makes one more likely to be drawn."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

TYPED, FROM_TYPED, KNOWN, LISTED, EARLIER = "typed", "from_typed", "known", "listed", "earlier"
SOURCES = {
    TYPED: "All of the CRNs typed below, without a draw",
    FROM_TYPED: "Some of the CRNs typed below, drawn",
    KNOWN: "Cases of the team that this tool knows, drawn",
    LISTED: "The team list, drawn",
    EARLIER: "An earlier audit or round, drawn",
}
# what can make a case more likely to be drawn
ROSH, NEW, FLAGGED, QUIET, THEME = "rosh", "new", "flagged", "quiet", "theme"
MATTERS = {
    ROSH: "High or very high risk of serious harm",
    NEW: "New",
    FLAGGED: "Has a flag, such as domestic abuse",
    QUIET: "Not looked at for long",
    THEME: "Fits the theme",
}
TIMES = {1: "No more often", 2: "Twice as often", 4: "Four times as often"}


@dataclasses.dataclass(frozen=True)
class RoundPlan:
    """What a person asks for. `team` and `earlier`: numbers of a Team and of an Audit.

    `each`: cases of each practitioner, None for all that are typed. `times`: {what matters: 1, 2 or 4}.
    `new_weeks`: for how many weeks a case is new. `quiet_weeks`: after how many it was not looked at for long.
    `theme_fact`: the fact that fits the theme, such as "flags=ADVP"; "" for none.
    """

    team: int
    title: str
    instrument: str
    closes_on: date
    keep_months: int
    source: str
    seed: int
    each: int | None = None
    crns: str = ""
    earlier: int | None = None
    times: Mapping[str, int] = dataclasses.field(default_factory=dict)
    new_weeks: int = 8
    quiet_weeks: int = 26
    theme: str = ""
    theme_fact: str = ""

    @property
    def is_drawn(self) -> bool:
        return self.source != TYPED

    def as_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self) | {"closes_on": self.closes_on.isoformat()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**{**stored, "closes_on": date.fromisoformat(stored["closes_on"])})

    def as_initial(self) -> dict[str, Any]:
        """Return what the form begins with that plans this again."""
        return vars(self) | {f"times_{matter}": times for matter, times in self.times.items()}

    def to_keep(self) -> dict[str, Any]:
        """Return what stays with the round: how it was drawn, and no CRN."""
        return {name: value for name, value in self.as_json().items() if name in KEPT}


KEPT = ("source", "seed", "each", "times", "new_weeks", "quiet_weeks", "theme_fact")
