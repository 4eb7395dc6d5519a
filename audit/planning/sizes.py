"""What the size of a sample gives, before anything is drawn."""

from dataclasses import dataclass

from audit.method.framework import Framework
from audit.method.kinds import words_for
from cases.counted import counted
from cases.sampling.sizes import CONFIDENCES, margin_of, sample_size

MARGINS = (3, 5, 7, 10, 13)  # points for which the page shows how many cases they take


@dataclass(frozen=True)
class SizeLine:
    """For a margin, how many cases it takes at each of CONFIDENCES; for a size, the margins in points that it gives."""

    name: str
    values: tuple[str, ...]


def size_lines(population: int, size: int | None = None) -> list[SizeLine]:
    """Return the lines for a population of eligible cases, with that of `size` first."""
    lines = [SizeLine(f"Cases needed for ±{margin} points", _sizes(population, margin)) for margin in MARGINS]
    if size:
        margins = (margin_of(min(size, population), population, confidence=each) for each in CONFIDENCES)
        points = tuple("" if margin is None else f"±{100 * margin:.1f}" for margin in margins)
        lines.insert(0, SizeLine(f"{min(size, population)} cases: margin in points", points))
    return lines


def too_few_to_rate(framework: Framework, kind: str, cases: int | None) -> str:
    """Say that this number of cases of a kind is too small for a rating; "" if it is large enough or not known."""
    framework, names = framework.of_kind(kind), words_for(framework, kind)
    if not cases or not framework.rated or cases >= framework.fewest_cases:
        return ""
    return (
        f"Fewer than {framework.fewest_cases} {names} get no rating: the result of {counted(cases, 'case')} shows how "
        "the questions were answered, but no band and no score."
    )


def _sizes(population: int, margin: int) -> tuple[str, ...]:
    return tuple(f"{sample_size(population, confidence=each, margin=margin / 100):,}" for each in CONFIDENCES)
