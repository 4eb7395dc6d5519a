"""What an indicator says: its number, and what the number is compared with. Pure."""

from dataclasses import dataclass
from decimal import Decimal

PER_CENT = "per cent"
PER_CENT_TYPED = {"%", "percent", "per cent", "percentage", "percentages", "per cents"}
# key: (what a form calls it, how a sentence ends)
COMPARATORS = {
    "region": ("Region", "in the region"),
    "nation": ("Nation", "nationally"),
    "population": ("Population", "in the population"),
    "last_year": ("Last year", "a year earlier"),
    "other": ("Something else", ""),
}


@dataclass(frozen=True)
class Comparator:
    """A number to compare with, in the unit of the indicator. `of`: a key of COMPARATORS.

    `name`: what "other" is. `n`: what the number rests on; None if it is not known.
    """

    of: str
    value: Decimal
    name: str = ""
    n: int | None = None
    source: str = ""

    @property
    def title(self) -> str:
        return self.name or COMPARATORS[self.of][0]

    def as_json(self) -> dict[str, object]:
        return {"of": self.of, "name": self.name, "value": str(self.value), "n": self.n, "source": self.source}


@dataclass(frozen=True)
class IndicatorFacts:
    """What a person writes about an indicator; audit/models/evidence/indicator.py says what each field holds."""

    name: str
    value: Decimal
    unit: str
    measured: str
    source: str
    of: Decimal | None = None
    about: bool = False
    before: Decimal | None = None
    standard: str = ""
    comparators: tuple[Comparator, ...] = ()

    @property
    def is_share(self) -> bool:
        """Return whether the number is a percentage."""
        return self.unit == PER_CENT


def unit_as_stored(typed: str) -> str:
    """Return a unit as a person typed it, with one way to write "per cent"."""
    return PER_CENT if typed.strip().casefold() in PER_CENT_TYPED else typed.strip()
