"""The heat map of prompts by team or grade, ready to print: a number in each cell, and a shade that adds to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audit.method.groups.shown import ShownGroup
from audit.method.rating.banding import Figure
from audit.method.rating.explain import share_text
from audit.method.words import Words
from audit.models import Audit
from audit.results.groups.pages.names import name_of_value
from audit.results.groups.reads.groups import groups_open_to
from audit.results.reads import numbers_seen_by
from audit.results.report import Report
from cases.models import User

FACTS = {"team": "Team", "grade": "Grade"}
SHADES = ("under 20%", "20% to 39%", "40% to 59%", "60% to 79%", "80% and over")  # the first is the darkest
RATINGS_ONLY = "Ratings only are shown for this audit, so there is no heat map."
REMOVED = "The cases of this audit were deleted, so there is no heat map any more."
CORRECTED = "There is no heat map, because beside that of the earlier version it could reveal a few cases."
NO_CASE = "No review is submitted yet, so there are no figures."
NOT_SHOWN = "not shown"
TOO_SMALL = (
    "No groups can be shown. Each needs 10 cases of at least 3 practitioners, none with more than half of them, so "
    "that no figure is about one practitioner."
)


@dataclass(frozen=True)
class HeatCell:
    """One group's figure. `heading`: the group. `shade`: the place in SHADES, None without a percentage."""

    heading: str
    text: str
    shade: int | None = None


@dataclass(frozen=True)
class HeatRow:
    """A key question or prompt. `total`: its figure in all cases."""

    code: str
    title: str
    is_key_question: bool
    total: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatMap:
    """What the page shows. `reason`: why there is no map; else ""."""

    reason: str
    headings: tuple[str, ...] = ()
    rows: tuple[HeatRow, ...] = ()
    shades: tuple[tuple[int, str], ...] = tuple(enumerate(SHADES))


def standards_of(report: Report) -> dict[str, str]:
    """Return {code: code and title} of the standards that rest on cases."""
    return {each.code: f"{each.code} {each.title}" for each in report.framework.standards if each.from_cases}


def figures_of(report: Report, standard: str = "") -> list[Figure]:
    """Return the key questions, each with its prompts, of the standard of this code; "": of all."""
    standards = [each for each in report.rating.standards if standard in ("", each.code)]
    return [figure for each in standards for key in each.key_questions for figure in (key, *key.prompts)]


def build_heat_map(user: User, audit: Audit, report: Report, fact: str, figures: Sequence[Figure]) -> HeatMap:
    """Return the HeatMap of these `figures` by the fact, as far as it is open to the user; two queries at most."""
    if reason := _why_none(user, audit, report):
        return HeatMap(reason)
    groups = groups_open_to(user, audit, report, [fact], [figure.code for figure in figures])
    of_question = {code: found.get(fact, ()) for code, found in groups.items()}
    if not any(group.tally for found in of_question.values() for group in found):
        return HeatMap(TOO_SMALL)
    values = _columns(group for found in of_question.values() for group in found)
    names = {value: name_of_value(fact, value) for value in values}
    rows = tuple(_row(figure, of_question.get(figure.code, ()), names, report.words) for figure in figures)
    return HeatMap("", tuple(names.values()), rows)


def _why_none(user: User, audit: Audit, report: Report) -> str:
    if report.ratings_only:
        return RATINGS_ONLY
    if audit.removed_at:
        return REMOVED
    if report.correction and numbers_seen_by(user, audit) is not None:
        return CORRECTED
    return "" if report.rating.cases else NO_CASE


def _columns(groups: Iterable[ShownGroup]) -> list[str]:
    """Return the values of the fact by name; those not known come last."""
    return sorted({value for group in groups for value in group.values}, key=lambda value: (not value, value))


def _row(figure: Figure, groups: Sequence[ShownGroup], names: Mapping[str, str], words: Words) -> HeatRow:
    cells = tuple(_cell(value, groups, names) for value in names)
    total = NOT_SHOWN if figure.hidden else share_text(figure) if figure.tally.applicable else ""
    return HeatRow(figure.code, words.title_of(figure.question), hasattr(figure, "prompts"), total, cells)


def _cell(value: str, groups: Sequence[ShownGroup], names: Mapping[str, str]) -> HeatCell:
    """Return for example "36%, 9 of 25"; of a joined group the first column has the figure, the others refer to it."""
    group = next((group for group in groups if value in group.values), None)
    if group is None or group.tally is None:
        return HeatCell(names[value], NOT_SHOWN if group else "")
    first, *others = [each for each in names if each in group.values]
    if value != first:
        return HeatCell(names[value], f"counted with {names[first]}")
    beside = f", with {' and '.join(names[each] for each in others)}" if others else ""
    percent = f"{group.percent}%, " if group.percent is not None else ""
    shade = None if group.percent is None else min(group.percent // 20, len(SHADES) - 1)
    return HeatCell(names[value], f"{percent}{group.tally.yes} of {group.tally.applicable}{beside}", shade)
