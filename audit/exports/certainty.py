"""How sure the figures of a result are, as its files hold it: intervals of percentages, chances of ratings."""

from audit.exports.cells import Column, Formula
from audit.method.certainty.interval import Z
from audit.method.certainty.overall import chances_overall, score_chances
from audit.results.result.pages.certainty import build_certainty

OURS = "Our calculation, not the inspectorate's."
NOT_COVERED = "These chances do not cover how differently reviewers judge."
HOW_SURE = "How sure"
ABOUT_CHANCES = "Chances on the day this workbook was made. The sheet Notes says what they cover."


def sentences_on_certainty(report):
    """Return what the page says of how sure the ratings are; () if it says nothing, or only why it cannot."""
    sure = build_certainty(report)
    if sure is None or sure.reason:
        return ()
    return tuple(
        filter(None, (*sure.standards, sure.overall, *sure.judgements, sure.missing, sure.covers, NOT_COVERED, OURS))
    )


def summarise_interval(report, figure):
    """Return {"low": …, "high": …} in per cent; None without an interval, or if the reader may not know it."""
    interval = report.interval_of(figure)
    return {"low": _tenths(interval.low), "high": _tenths(interval.high)} if interval else None


def summarise_chances(report):
    """Return the chances of ratings and of the score, 0 to 1; None if there are none that the reader may know."""
    rating, chances = report.rating, report.chances
    if chances is None or not chances.standards:
        return None
    overall = chances_overall(rating, chances)
    return {
        "about": list(sentences_on_certainty(report)),
        "standards": chances.as_json()["standards"],
        "overall": {name: round(chance, 4) for name, chance in overall.items()} or None,
        "score": {str(score): round(chance, 4) for score, chance in score_chances(rating, chances).items()} or None,
    }


def interval_columns(places, report, unrecognised):
    """Return the last columns of both sheets of questions; [] if no luck of a draw is left.

    `unrecognised`: the letter of the column that counts answers not recognised.
    """
    if not report.draw.random or not report.draw.unseen:
        return []
    return [
        Column("95% interval from", 10, _bound_cell(places, report, unrecognised, "low")),
        Column("95% interval to", 10, _bound_cell(places, report, unrecognised, "high")),
    ]


def _bound_cell(places, report, unrecognised, end):
    def cell(question, line):
        interval = report.interval_of(question)
        if question.hidden:
            return None
        formula = f'IF(I{line}<{max(places.framework.fewest_for_percent, 1)},"",{_wilson(report.draw, line, end)})'
        formula = places.unless_unrecognised(f"{unrecognised}{line}", formula)
        return Formula(f"={formula}", _tenths(getattr(interval, end)) if interval else "")

    return cell


def _wilson(draw, line, end):
    """Return the formula of one end of Wilson's interval of D / I on this line (docs/method.md)."""
    n, share, square = f"I{line}", f"(D{line}/I{line})", Z * Z
    if draw.unseen < 1:
        n = f"((I{line}*{draw.population}-{draw.cases})/{draw.population - draw.cases})"
    half = f"{Z}*SQRT({share}*(1-{share})/{n}+{square / 4}/({n}*{n}))"
    sign, limit = ("-", "MAX(0,") if end == "low" else ("+", "MIN(1,")
    return f"ROUND(100*{limit}({square / 2}/{n}+{share}{sign}{half})/(1+{square}/{n})),1)"


def chance_columns(ratings):
    """Return the Columns of the sheet of chances, for ChanceRows."""
    return [
        Column("Standard or question", 40, lambda row, line: row.name),
        *(Column(rating, 20, _chance_cell(place)) for place, rating in enumerate(ratings)),
    ]


def _chance_cell(place):
    return lambda row, line: row.chances[place]


def _tenths(percent):
    return int(10 * percent + 0.5) / 10
