"""The sentences that say what changed between two audits."""

from fractions import Fraction

from audit.method.certainty.interval import Draw
from audit.method.change.difference import Change, leaves_luck, points_beyond_chance
from audit.method.change.same_cases import PairedChange
from audit.method.change.start_and_now import StartAndNowCounts
from audit.method.groups.shown import FEW
from audit.method.rating.banding import round_half_up
from cases.counted import counted, plural

PICKED_BY_HAND = "Cases were picked by hand, so no one can work out whether a change is more than chance."
ALL_AUDITED = "Both audits read every eligible case, so no change comes from the luck of a sample."
TOO_FEW = "are too few to tell a change from chance"


def points_text(points: Fraction | float) -> str:
    """Return for example "+7 points", "-1 point" or "0 points"."""
    whole = _whole(points)
    return f"{_signed(whole)} {plural(abs(whole), 'point')}"


def change_text(change: Change) -> str:
    """Return for example "+7 points (-11 to +25): within chance"."""
    if change.interval is None:
        return points_text(change.points)
    low, high = _signed(_whole(change.interval.low)), _signed(_whole(change.interval.high))
    return f"{points_text(change.points)} ({low} to {high}): {verdict(within_chance=change.within_chance)}"


def verdict(*, within_chance: bool) -> str:
    return "within chance" if within_chance else "more than chance"


def how_far_chance_reaches(before: Draw, after: Draw) -> str:
    """Return for example "With 56 cases each, less than about 19 points is within chance."."""
    if not leaves_luck(before, after):
        return ALL_AUDITED if before.random and after.random else PICKED_BY_HAND
    is_few = min(before.cases, after.cases) < FEW
    points = None if is_few else points_beyond_chance(before, after)
    each = f"{counted(before.cases, 'case')} each"
    cases = each if before.cases == after.cases else f"{counted(before.cases, 'case')} then and {after.cases:,} now"
    if points is None:
        return f"{cases} {TOO_FEW}."
    return f"With {cases}, less than about {counted(points, 'point')} is within chance."


def paired_text(change: PairedChange) -> str:
    """Return for example "of 12 cases 3 became sufficient and 1 no longer is: within chance (p 0.63)".

    Of few cases only the counts.
    """
    stopped = f"{change.worse} no longer {plural(change.worse, 'is', 'are')}"
    found = f"of {counted(change.cases, 'case')} {change.better} became sufficient and {stopped}"
    if change.cases < FEW:
        return f"{found} (few)"
    return f"{found}: {verdict(within_chance=change.within_chance)} (p {_p_text(change.p)})"


def start_and_now_text(counts: StartAndNowCounts, words: str) -> str:
    """Return what changed in the same cases, with McNemar's exact test; of few cases only the counts."""
    stopped, began = counts.only_start, counts.only_now
    found = (
        f"In the {counted(counts.cases, 'case')} where both are known, {stopped} {plural(stopped, 'was', 'were')} "
        f"{words} and {plural(stopped, 'is', 'are')} not now; {began} {plural(began, 'was', 'were')} not and "
        f"{plural(began, 'is', 'are')} now."
    )
    if counts.cases < FEW:
        return found
    chance = verdict(within_chance=counts.paired.within_chance)
    return f"{found} That is {chance} (McNemar's exact test, p {_p_text(counts.paired.p)})."


def _p_text(p: float) -> str:
    return "under 0.01" if p < 0.01 else f"{p:.2f}"


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def _whole(points: Fraction | float) -> int:
    return round_half_up(Fraction(points))
