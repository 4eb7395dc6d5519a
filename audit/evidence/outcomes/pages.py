"""The page of outcomes, ready to print: what changed between the start and now, and each group with its own n."""

from dataclasses import dataclass

from audit.method.change.start_and_now import StartAndNowCounts
from audit.method.change.words import start_and_now_text
from audit.method.framework import ItemGroup
from audit.method.rating.banding import Figure
from audit.method.words import StartAndNow
from audit.results.pages.figures import RANGES, FigureLine, figure_line
from audit.results.report import Report
from cases.counted import counted, plural

HIDDEN = "How many changed is not shown, because that would tell the answers of a few cases."
NOT_KEPT = "How many changed was not stored when this result was signed off."


@dataclass(frozen=True)
class Changed:
    """A fact at the start and now. `sentences`: what changed, in words. `rows`: (what, number of cases) of a table."""

    title: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class OutcomeGroup:
    """Items that stand together. `about`: how many cases they are about, where that is not every case; else ""."""

    title: str
    about: str
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True)
class OutcomesPage:
    """What the page shows. `reason`: why there is nothing to show; "" otherwise."""

    notice: str
    signed_otherwise: str
    incomplete: str
    changed: tuple[Changed, ...] = ()
    groups: tuple[OutcomeGroup, ...] = ()
    reason: str = ""
    ranges: str = RANGES


def build_outcomes(report: Report) -> OutcomesPage:
    """Return the OutcomesPage of a report, as far as it is open to its reader."""
    top = (report.notice, report.signed_otherwise, report.incomplete)
    if reason := _why_nothing(report):
        return OutcomesPage(*top, reason=reason)
    figures = {item.code: item for item in report.rating.items}
    changed = tuple(_changed(report, pair, figures) for pair in report.words.start_and_now)
    groups = [group for group in report.framework.item_groups if group.code in report.words.outcomes]
    return OutcomesPage(*top, changed, tuple(_group(report, group, figures) for group in groups))


def _why_nothing(report: Report) -> str:
    if not report.words.outcomes:
        return "The words file of this framework does not say which of its questions are about outcomes."
    if not report.rating.cases:
        return "No review is submitted yet, so there are no figures."
    return "Figures are not shown. The notes on the result say why." if report.ratings_only else ""


def _changed(report: Report, pair: StartAndNow, figures: dict[str, Figure]) -> Changed:
    title, then, now = pair.words.capitalize(), figures[pair.start], figures[pair.now]
    if then.hidden or now.hidden:
        return Changed(title, (HIDDEN,))
    totals = (
        f"{then.tally.yes} of {counted(then.tally.applicable, 'person', 'people')} "
        f"{plural(then.tally.yes, 'was', 'were')} {pair.words} at the start, and {now.tally.yes} of "
        f"{now.tally.applicable} {plural(now.tally.yes, 'is', 'are')} now."
    )
    counts = report.start_and_now.get(pair.start)
    if counts is None:
        return Changed(title, (totals, HIDDEN if pair.start in report.start_and_now else NOT_KEPT))
    return Changed(title, (totals, start_and_now_text(counts, pair.words)), _rows(counts, pair.words))


def _rows(counts: StartAndNowCounts, words: str) -> tuple[tuple[str, int], ...]:
    named = (f"{words} then and now", f"{words} then, not now", f"{words} now, not then", f"not {words} then or now")
    return tuple((name.capitalize(), number) for name, number in zip(named, counts.as_json(), strict=True))


def _group(report: Report, group: ItemGroup, figures: dict[str, Figure]) -> OutcomeGroup:
    own = [figures[item.code] for item in group.items]
    return OutcomeGroup(group.title, _about(report, own), tuple(figure_line(report, figure) for figure in own))


def _about(report: Report, figures: list[Figure]) -> str:
    most = max(figure.tally.applicable for figure in figures)
    if most == report.rating.cases or any(figure.hidden for figure in figures):
        return ""
    return f"{most} of the {counted(report.rating.cases, 'case')} {plural(most, 'counts', 'count')} here."
