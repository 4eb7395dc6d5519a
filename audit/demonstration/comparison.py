"""Published against computed, row by row. docs/seeds.md shows it, and a test holds it."""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.demonstration.figures import published_figures, published_ratings
from audit.method.rating.banding import percent
from audit.method.tally import Tally
from audit.results.report import report_on_audit
from audit.results.rollup import EVERY_CASE, roll_up
from cases.case_values import ETHNIC_GROUPS


@dataclass(frozen=True)
class ComparisonRow:
    """One published figure or rating, what the tool computes for it, and whether they agree."""

    section: str
    measure: str
    group: str
    question: str
    published: str
    computed: str
    agrees: bool


def comparison_rows(audit) -> list[ComparisonRow]:
    """Return the rows of the demonstration's audit, which must be fetched for a report."""
    return [*_rating_rows(audit), *_figure_rows(audit)]


def _rating_rows(audit):
    rating = report_on_audit(audit).rating
    computed = {standard.code: standard.final for standard in rating.standards}
    computed["overall"] = f"{rating.score} of {rating.max_score}, {rating.overall}"
    for code, published in published_ratings().items():
        measure = "overall rating" if code == "overall" else f"rating of {audit.framework.standard[code].title}"
        yield ComparisonRow("rating", measure, "all", code, published, computed[code], published == computed[code])


def _figure_rows(audit):
    tallies = roll_up(audit, by=("ethnic_group",)).tallies
    for figure in published_figures():
        tally = sum((tallies.get(group, {}).get(figure.question, Tally()) for group in _groups(figure.group)), Tally())
        counted = tally.yes if figure.counts == "yes" else tally.no
        share = percent(Tally(yes=counted, no=tally.applicable - counted))
        computed = f"{counted} of {tally.applicable}, {share}%"
        agrees = figure.matches(counted, tally.applicable, share)
        yield ComparisonRow(
            figure.section, figure.measure, figure.group, figure.question, str(figure), computed, agrees
        )


def _groups(group):
    """Return the groups of the roll-up that add up to a published group."""
    if group == "minority ethnic":
        return [("ethnic_group", value) for value in ETHNIC_GROUPS if value != "white"]
    return [EVERY_CASE]


def as_markdown(rows: Iterable[ComparisonRow]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| section | measure | question | published | computed | agree |", "|---|---|---|---|---|---|"]
    for row in rows:
        measure = row.measure if row.group in ("all", "licence") else f"{row.measure} ({row.group})"
        agree = "yes" if row.agrees else "no"
        lines.append(f"| {row.section} | {measure} | {row.question} | {row.published} | {row.computed} | {agree} |")
    return "\n".join(lines)
