"""How sure the figures of a result are, as its files hold it: intervals of percentages, chances of ratings."""

from math import floor

from audit.method.certainty.overall import chances_overall, score_chances
from audit.results.result.pages.certainty import build_certainty

OURS = "Our calculation, not the inspectorate's."
NOT_COVERED = "These chances do not cover how differently reviewers judge."


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
    return {"low": tenths(interval.low), "high": tenths(interval.high)} if interval else None


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


def tenths(percent):
    return floor(10 * percent + 0.5) / 10
