"""A run chart of one question over the audits of a unit, ready to draw, with its figures as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.method.certainty.interval import Interval, interval_of
from audit.method.certainty.words import interval_text
from audit.method.change.figures import Figures
from audit.method.change.run_chart import Limits, control_limits, split_at_breaks
from audit.method.disclosure.small_numbers import NOT_SHOWN
from audit.method.framework import KeyQuestion
from audit.method.groups.shown import FEW
from audit.method.tally import Tally
from audit.models.sentences import day
from audit.results.change.pages.change import OTHER_FILE, figure_text
from audit.results.change.reads import SignedResult

WIDTH, HEIGHT = 320, 170  # of the picture, in its own units
LEFT, RIGHT, TOP, BOTTOM = 36, 8, 8, 22  # around the field of the points
END = 3  # half the stroke across an end of a whisker
MOST_NUMBERED = 15  # points; of more, every fifth has its number
HEADINGS = ("Audit", "Signed off", "Sufficient", "95% interval", "Centre and limits")
OTHER_QUESTIONS = "not comparable: another framework, and no words file says that this question is the same"


@dataclass(frozen=True)
class Mark:
    """A point. `whisker`: the path of its 95% interval, "" without one. `label`: the same in words."""

    x: float
    y: float
    whisker: str
    label: str
    here: bool


@dataclass(frozen=True)
class Row:
    """A row of the figures, by HEADINGS. `audit`: its number in the picture and its title."""

    audit: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class RunChart:
    """The picture: paths `line`, `centre` and `limits`, its marks, (place, text) of the scales, places of breaks."""

    name: str
    label: str
    size: str
    marks: tuple[Mark, ...]
    line: str
    centre: str
    limits: str
    breaks: tuple[float, ...]
    percents: tuple[tuple[float, str], ...]
    numbers: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True)
class _Point:
    """One audit's figure for the question. `tally`: None if there is no point to draw, and `note` says why."""

    result: SignedResult
    tally: Tally | None
    comparable: bool
    note: str = ""
    interval: Interval | None = None


def build_run_charts(now: Figures, results: Sequence[SignedResult], here: int) -> tuple[RunChart, ...]:
    """Return the chart of each key question of `now` that has two points or more. `here`: the audit of the page."""
    if len(results) < 2:
        return ()
    charts = (_chart(question, now, results, here) for question in now.framework.key_questions)
    return tuple(chart for chart in charts if len(chart.marks) > 1)


def _chart(question: KeyQuestion, now: Figures, results: Sequence[SignedResult], here: int) -> RunChart:
    points = [_point(question.code, now, result) for result in results]
    groups = split_at_breaks([each.tally for each in points], [each.comparable for each in points])
    limits = {}
    for group in groups:
        found = control_limits([points[place].tally for place in group])
        limits |= _by_place(group, found) if found else {}
    x = _places(len(points))
    marks = tuple(_mark(x(place), points[place], place + 1, here) for group in groups for place in group)
    name = f"{question.code} {now.words.title_of(question)}"
    return RunChart(
        name=name,
        label=f"{name}: {'; '.join(mark.label for mark in marks)}",
        size=f"0 0 {WIDTH} {HEIGHT}",
        marks=marks,
        line="".join(_line([(x(place), _y(_percent(points[place].tally))) for place in group]) for group in groups),
        centre=_steps(x, {place: (centre,) for place, (centre, _, _) in limits.items()}),
        limits=_steps(x, {place: (low, high) for place, (_, low, high) in limits.items()}),
        breaks=tuple((x(place) + x(place + 1)) / 2 for place in _breaks(points)),
        percents=tuple((_y(percent), f"{percent}%") for percent in (0, 50, 100)),
        numbers=tuple((x(place), str(place + 1)) for place in range(len(points)) if _is_numbered(place, len(points))),
        rows=tuple(_row(place, point, limits) for place, point in enumerate(points)),
        headings=HEADINGS if limits else HEADINGS[:-1],
    )


def _point(code: str, now: Figures, result: SignedResult) -> _Point:
    figures = result.figures
    if figures is None:
        return _Point(result, None, comparable=False, note=OTHER_FILE)
    there = now.same_in(figures).get(code)
    if there is None:
        return _Point(result, None, comparable=False, note=OTHER_QUESTIONS)
    if there in figures.hidden:
        return _Point(result, None, comparable=True, note=NOT_SHOWN)
    tally = figures.tally(there)
    if tally.applicable < FEW:
        return _Point(result, None, comparable=True, note=figure_text(tally))
    asked_as = f"asked as {there}" if there != code else ""
    interval = interval_of(figures.draw_of(there), tally)
    return _Point(result, tally, comparable=True, note=asked_as, interval=interval)


def _by_place(group: Sequence[int], limits: Limits) -> dict[int, tuple[float, float, float]]:
    """Return {place of a point: (centre, low, high)}."""
    return {place: (limits.centre, *each) for place, *each in zip(group, limits.low, limits.high, strict=True)}


def _breaks(points: Sequence[_Point]) -> list[int]:
    """Return the places of the points after which the line breaks."""
    return [place for place, (one, other) in enumerate(pairwise(points)) if one.comparable != other.comparable]


def _places(points: int) -> Callable[[int], float]:
    step = (WIDTH - LEFT - RIGHT) / points
    return lambda place: round(LEFT + (place + 0.5) * step, 1)


def _y(percent: float) -> float:
    return round(TOP + (100 - percent) / 100 * (HEIGHT - TOP - BOTTOM), 1)


def _percent(tally: Tally) -> float:
    return 100 * tally.yes / tally.applicable


def _mark(x: float, point: _Point, number: int, here: int) -> Mark:
    shown = f"audit {number} {figure_text(point.tally)}"
    y = _y(_percent(point.tally))
    return Mark(x, y, _whisker(x, point.interval), shown, point.result.audit.pk == here)


def _whisker(x: float, interval: Interval | None) -> str:
    if interval is None:
        return ""
    low, high = _y(interval.low), _y(interval.high)
    across = "".join(f"M{x - END:.1f} {y}h{2 * END}" for y in (low, high))
    return f"M{x} {low}V{high}{across}"


def _line(places: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in places)


def _steps(x: Callable[[int], float], values: dict[int, tuple[float, ...]]) -> str:
    """Return the path of level strokes at the values of each place: limits are a point's own, so they form steps."""
    half = (x(1) - x(0)) / 2
    return "".join(f"M{x(place) - half:.1f} {_y(each)}h{2 * half:.1f}" for place in values for each in values[place])


def _is_numbered(place: int, points: int) -> bool:
    return points <= MOST_NUMBERED or (place + 1) % 5 == 0 or place == 0


def _row(place: int, point: _Point, limits: dict[int, tuple[float, float, float]]) -> Row:
    result, figure, interval = point.result, "", None
    if point.tally is not None:
        figure = figure_text(point.tally)
        interval = point.interval
    shown = ", ".join(filter(None, (figure, point.note)))
    cells = (day(result.signed_on), shown, interval_text(interval))
    audit = f"{place + 1} {result.audit.title}"
    return Row(audit, (*cells, _limits_text(limits.get(place))) if limits else cells)


def _limits_text(limits: tuple[float, float, float] | None) -> str:
    """Return for example "45% (25% to 65%)"; "" without limits."""
    return f"{int(limits[0] + 0.5)}% ({interval_text(Interval(*limits[1:]))})" if limits else ""
