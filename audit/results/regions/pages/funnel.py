"""The picture of a funnel: lines and points in a field of 320 by 220, so that its text can be read on a narrow page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.method.funnel import Limits, funnel_limits
from audit.method.tally import Tally

LEFT, RIGHT, TOP, BOTTOM = 38, 308, 8, 180
STEPS = (0, 25, 50, 75, 100)
PLACES_ON_A_LINE = 60
NUMBERED = 40  # points: with more of them the numbers would cover each other
NICE = (1, 2, 5)


@dataclass(frozen=True)
class Point:
    """A unit in the picture. `number`: of its row in the table; "" where there is no room. `label`: it in words."""

    x: str
    y: str
    number: str
    label: str


@dataclass(frozen=True)
class Mark:
    """A mark on an axis."""

    at: str
    text: str


@dataclass(frozen=True)
class FunnelPicture:
    """What the template draws. `narrow` and `wide`: the paths of the limits; `middle`: the height of the share."""

    middle: str
    narrow: str
    wide: str
    points: tuple[Point, ...]
    percents: tuple[Mark, ...]
    cases: tuple[Mark, ...]
    label: str


def draw_funnel(share: Fraction, units: Sequence[tuple[int, str, Tally]]) -> FunnelPicture:
    """Return the picture of `units`, (number of the row, name, Tally), around the share of all. There is at least one.

    Each Tally has at least one applicable case.
    """
    most = max(tally.applicable for _, _, tally in units)
    ends = [*range(5, most, max(most // PLACES_ON_A_LINE, 1)), most]
    limits = list(funnel_limits(share, ends).values())
    across = _scale(most)
    return FunnelPicture(
        middle=_height(float(100 * share)),
        narrow=_paths(limits, across, lambda each: each.narrow),
        wide=_paths(limits, across, lambda each: each.wide),
        points=tuple(_points(units, across)),
        percents=tuple(Mark(_height(step), f"{step}%") for step in STEPS),
        cases=tuple(Mark(across(number), str(number)) for number in _round_numbers(most)),
        label=f"Funnel of {len(units)} PDUs. The table below has the same figures.",
    )


def _points(units: Iterable[tuple[int, str, Tally]], across: Callable[[int], str]) -> Iterable[Point]:
    units = list(units)
    for number, name, tally in units:
        height = _height(100 * tally.yes / tally.applicable)
        shown = str(number) if len(units) <= NUMBERED else ""
        label = f"{number} {name}: {tally.yes} of {tally.applicable}"
        yield Point(across(tally.applicable), height, shown, label)


def _scale(most: int) -> Callable[[int], str]:
    """Return the function from a number of cases to its place from left to right."""
    return lambda cases: f"{LEFT + (RIGHT - LEFT) * cases / (most * 1.06):.1f}"


def _height(percent: float) -> str:
    return f"{BOTTOM - (BOTTOM - TOP) * percent / 100:.1f}"


def _paths(
    limits: Sequence[Limits], across: Callable[[int], str], ends: Callable[[Limits], tuple[float, float]]
) -> str:
    sides = ([f"{across(each.cases)} {_height(ends(each)[side])}" for each in limits] for side in (0, 1))
    return "".join(f"M{'L'.join(side)}" for side in sides)


def _round_numbers(most: int) -> list[int]:
    """Return the numbers at the axis of cases: 0, and up to five more in steps of 1, 2 or 5 times a power of ten."""
    step = next(nice * 10**power for power in range(6) for nice in NICE if most <= 5 * nice * 10**power)
    return list(range(0, most + 1, step))
