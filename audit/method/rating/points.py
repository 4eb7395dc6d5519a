"""The sentences that say where the points of a score come from, and how far the next overall ratings are."""

from collections.abc import Iterator, Sequence

from audit.method.rating.audit import AuditRating, rate_overall
from audit.method.rating.standard import StandardRating
from cases.counted import counted
from cases.listed import listed


def sentences_on_points(rating: AuditRating) -> Iterator[str]:
    """Yield where the points come from, then what fewer and more of them would make; nothing without a score."""
    if rating.score is None:
        return
    yield _where_from(rating.score, [standard for standard in rating.standards if standard.score is not None])
    yield from _beside(rating, rating.score)


def _where_from(score: int, standards: Sequence[StandardRating]) -> str:
    with_points = [standard for standard in standards if standard.score]
    if not with_points:
        return "No standard has a point."
    named = listed([f"{standard.standard.title.lower()} ({standard.score})" for standard in with_points])
    if score == 1:
        return f"The only point comes from {named}."
    without = [standard for standard in standards if standard.standard.from_cases]
    if without and not any(standard.score for standard in without):
        have = counted(len(without), "case standard has", "case standards have")
        return f"All {score} points come from {named}; the {have} none."
    return f"The {score} points come from {named}."


def _beside(rating: AuditRating, score: int) -> Iterator[str]:
    reached: dict[str | None, list[int]] = {}
    for each in range(rating.max_score + 1):
        reached.setdefault(rate_overall(rating.framework, each, rating.max_score), []).append(each)
    overall = list(reached)
    here = overall.index(rating.overall)
    if here:
        lower = reached[overall[here - 1]]
        fewer = counted(score - lower[-1], "point less", "points fewer")
        yield f"With {fewer} it would be {overall[here - 1]} ({lower[0]} to {lower[-1]})."
    if here + 1 < len(overall):
        yield f"{overall[here + 1]} needs {reached[overall[here + 1]][0]}."
