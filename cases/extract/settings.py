"""The settings of a draw from a caseload extract, in a form that JSON can hold."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

EXCLUSIONS = {  # every reason why a row of an extract is not eligible, in the order of checking
    "other_unit": "cases of another PDU",
    "restricted": "restricted cases",
    "held_aside": "rows held aside because they may be about a restricted person",
    "incomplete": "rows without a reference, or without a start date that can be read",
    "future_start": "cases that start in the future",
    "outside_cohort": "cases that started outside the start dates in the plan",
    "filtered_out": "cases without the facts that the plan asks for",
    "ended": "cases that ended before the date chosen",
    "same_person": "further cases of people whose earliest case is kept",
    "reviewed_recently": "cases recently reviewed in an audit",
    "in_other_sample": "cases that another sample of the audit holds",
}
STRATA = {  # what cases may be grouped by: the fact, and its name
    "sex": "Sex",
    "sentence_group": "Community or post-custody",
    "rosh": "Risk of serious harm: low or not low",
    "rosh_level": "Risk of serious harm",
    "ethnic_group": "Ethnic group",
    "team": "Office or team",
    "grade": "Practitioner's grade",
    "custody": "In custody",
    "women_or_sentence_and_rosh": "Women; men by community or post-custody, and risk low or not; other or unknown sex",
}


@dataclass(frozen=True)
class ExtraCases:
    """How many cases of a group are drawn beside the sample.

    `group`: its key, which the drawn cases keep. `label`: its name. `filters`: as in DrawSettings.
    """

    group: str
    label: str
    filters: dict[str, tuple[str, ...]]
    number: int


@dataclass(frozen=True)
class DrawSettings:
    """What is to be drawn from an extract.

    `size`: number of cases; None: what `margin` (in points) needs at `confidence` (in per cent). `cohort`:
    (first day, last day) of starts; none for any. `filters`: {fact of STRATA or flags: values that belong}. `unit`: the
    PDU's name if the extract holds several, "" for all. `recent`: references of cases reviewed not long ago.
    `taken`: references of cases that another sample of the audit holds, so that none comes in twice.
    `hand_picked`: references; if there are any, these are taken and nothing is drawn. `mapping`: {heading: field, ""
    for a column not to be read}; it wins over what the headings say. `extras`: of which groups cases are drawn beside
    the sample. `listed`: nothing is drawn; every case is given with its LISTED_FIELDS, and no other field is read.
    """

    today: date
    seed: int
    size: int | None = None
    margin: float = 5
    confidence: int = 80
    cohort: tuple[tuple[date, date], ...] = ()
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    strata: tuple[str, ...] = ("women_or_sentence_and_rosh",)
    cap: int | None = 6
    reserve_percent: int = 20
    ended_before: date | None = None
    unit: str = ""
    recent: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    hand_picked: tuple[str, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    extras: tuple[ExtraCases, ...] = ()
    listed: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the settings as a dictionary that JSON can hold."""
        cohort = [[first.isoformat(), last.isoformat()] for first, last in self.cohort]
        ended = self.ended_before and self.ended_before.isoformat()
        plain = {
            "today": self.today.isoformat(),
            "cohort": cohort,
            "ended_before": ended,
            "recent": sorted(self.recent),
            "taken": sorted(self.taken),
        }
        return {**asdict(self), **plain}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "DrawSettings":
        """Return the settings that `as_json` gave, with tuples again for the lists of JSON."""
        ended = stored["ended_before"]
        return cls(
            **{
                **stored,
                "today": date.fromisoformat(stored["today"]),
                "cohort": tuple(
                    (date.fromisoformat(first), date.fromisoformat(last)) for first, last in stored["cohort"]
                ),
                "filters": _filters(stored["filters"]),
                "strata": tuple(stored["strata"]),
                "ended_before": date.fromisoformat(ended) if ended else None,
                "recent": frozenset(stored["recent"]),
                "taken": frozenset(stored.get("taken", ())),
                "hand_picked": tuple(stored["hand_picked"]),
                "extras": tuple(
                    ExtraCases(**{**each, "filters": _filters(each["filters"])}) for each in stored.get("extras", ())
                ),
            }
        )


def _filters(stored: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {fact: tuple(values) for fact, values in stored.items()}
