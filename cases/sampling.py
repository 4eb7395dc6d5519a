"""How many cases to review, and which: stratified, proportional, and drawn again alike from the same seed.

Shares of strata are exact fractions, rounded by largest remainder and never above what a stratum has. Within a stratum
the cases are put in a random order that keeps those of one office and one practitioner together, and every so-maniest
one is taken from a random start (systematic sampling): every case has the same chance, and offices and practitioners
come in proportion. Sizes follow the usual formula for a share of one half (method.md, section 4).
"""

import itertools
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import NormalDist

Stratum = tuple[str, ...]
CONFIDENCES = (80, 90, 95)  # per cent


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that can be drawn. `reference` tells it from all others; `stratum` holds a value per chosen fact."""

    reference: str
    stratum: Stratum
    office: str = ""
    practitioner: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn case. `position` counts from 1 within its stratum, the reserves' by themselves, in the order of use."""

    reference: str
    stratum: Stratum
    position: int
    reserve: bool


@dataclass
class StratumDraw:
    """How one stratum fared: numbers of cases, and in `notes` why `drawn` is not what its share would be."""

    stratum: Stratum
    eligible: int
    wanted: int
    drawn: int = 0
    reserve: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Draw:
    """What was drawn: the picks, stratum by stratum, reserves last; how each stratum fared; notes on the whole."""

    picks: tuple[Pick, ...]
    strata: tuple[StratumDraw, ...]
    notes: tuple[str, ...]


# --- how many ---


def sample_size(population: int, *, confidence: int, margin: Fraction | float) -> int:
    """How many of `population` cases give a share to within `margin` (0.05: five points), at a confidence in per cent.

    With the correction for a finite population; at most the population. Raises ValueError.
    """
    if population < 0 or not 0 < margin < 1:
        raise ValueError("A population has no fewer than 0 cases, and a margin lies between 0 and 1.")
    if population == 0:
        return 0
    unlimited = _z(confidence) ** 2 / 4 / float(margin) ** 2
    return min(math.ceil(unlimited / (1 + (unlimited - 1) / population)), population)


def margin_of(size: int, population: int, *, confidence: int) -> float | None:
    """To within how much (0.05: five points) `size` of `population` cases give a share; None where size is 0."""
    if size <= 0:
        return None
    if size >= population:
        return 0.0
    return _z(confidence) * math.sqrt(0.25 / size * (population - size) / (population - 1))


def _z(confidence: int) -> float:
    if not 0 < confidence < 100:
        raise ValueError("A confidence lies between 0 and 100 per cent.")
    return NormalDist().inv_cdf(0.5 + confidence / 200)


# --- which ---


def draw_sample(
    candidates: Iterable[Candidate], size: int, *, seed: int, cap: int | None = None, reserve_percent: int = 20
) -> Draw:
    """Draw `size` cases and, for each stratum, a reserve of `reserve_percent` of what was drawn there, rounded up.

    At most `cap` cases of a practitioner are drawn, reserves not counted; cases without practitioner have no cap. What
    a stratum cannot give is drawn from the others in proportion. The order of the candidates makes no difference.
    Raises ValueError where two candidates have one reference.
    """
    groups = _grouped(candidates)
    available = {stratum: len(cases) for stratum, cases in groups.items()}
    strata = {s: StratumDraw(s, available[s], wanted) for s, wanted in allot(available, size).items()}
    taken = _draw_all(groups, strata, seed, cap)
    picks = []
    for stratum, cases in groups.items():
        drawn = taken[stratum]
        rest = _without(cases, drawn)
        wanted = min(math.ceil(Fraction(len(drawn) * reserve_percent, 100)), len(rest))
        reserves = _systematic(rest, wanted, random.Random(f"{seed} reserve {stratum}"))  # noqa: S311 - to be repeated
        strata[stratum].drawn, strata[stratum].reserve = len(drawn), len(reserves)
        for of_reserve, chosen in ((False, drawn), (True, reserves)):
            picks += [Pick(case.reference, stratum, at, of_reserve) for at, case in enumerate(chosen, start=1)]
    total = sum(len(drawn) for drawn in taken.values())
    return Draw(tuple(picks), tuple(strata.values()), tuple(_notes(size, total, sum(available.values()), cap)))


def _grouped(candidates: Iterable[Candidate]) -> dict[Stratum, list[Candidate]]:
    """The cases of each stratum, all in one order whatever order they came in."""
    ordered = sorted(candidates, key=lambda case: (case.stratum, case.reference))
    references = Counter(case.reference for case in ordered)
    if twice := [reference for reference, number in references.items() if number > 1]:
        raise ValueError(f"Several candidates have the reference {twice[0]}.")
    groups = defaultdict(list)
    for case in ordered:
        groups[case.stratum].append(case)
    return dict(groups)


def allot(available: Mapping[Stratum, int], size: int) -> dict[Stratum, int]:
    """Share `size` out in proportion to what is available: by largest remainder, and never above it.

    Of equal remainders the larger group's comes first, then the first by name.
    """
    total = sum(available.values())
    size = min(max(size, 0), total)
    quotas = {group: Fraction(size * number, total) if total else Fraction(0) for group, number in available.items()}
    shares = {group: math.floor(quota) for group, quota in quotas.items()}
    by_remainder = sorted(quotas, key=lambda group: (shares[group] - quotas[group], -available[group], group))
    for group in by_remainder[: size - sum(shares.values())]:
        shares[group] += 1
    return shares


def _draw_all(
    groups: Mapping[Stratum, list[Candidate]], strata: dict[Stratum, StratumDraw], seed: int, cap: int | None
) -> dict[Stratum, list[Candidate]]:
    """The cases drawn of each stratum. What one cannot give, since its practitioners are at the cap, others give.

    The smallest come first: else the larger would have used up the practitioners whom they share.
    """
    held: Counter[str] = Counter()
    taken: dict[Stratum, list[Candidate]] = {}
    for stratum in sorted(groups, key=lambda stratum: (strata[stratum].wanted, stratum)):
        line, dice = strata[stratum], random.Random(f"{seed} {stratum}")  # noqa: S311 - to be repeated, not secret
        taken[stratum], anew = _draw_within(groups[stratum], line.wanted, dice, held, cap)
        if anew:
            line.notes.append(f"{anew} drawn anew: their practitioners had {cap} cases in the sample already.")
        if short := line.wanted - len(taken[stratum]):
            line.notes.append(f"{short} fewer: its practitioners have {cap} cases in the sample already.")
    _fill_up(groups, strata, taken, seed, held, cap)
    return taken


def _draw_within(
    cases: Sequence[Candidate], wanted: int, dice: random.Random, held: Counter[str], cap: int | None
) -> tuple[list[Candidate], int]:
    """`wanted` of the cases as far as the cap allows, and how many of them stand for others that it did not allow.

    `held` counts what each practitioner has in the sample.
    """
    chosen = _systematic(cases, wanted, dice)
    kept = [case for case in chosen if _take(case, held, cap)]
    at_first = len(kept)
    if at_first < len(chosen):
        others = _without(cases, chosen)
        dice.shuffle(others)
        for case in others:
            if len(kept) < len(chosen) and _take(case, held, cap):
                kept.append(case)
    return kept, len(kept) - at_first


def _take(case: Candidate, held: Counter[str], cap: int | None) -> bool:
    """Count the case for its practitioner, where the cap allows it."""
    if not _is_open(case, held, cap):
        return False
    held[case.practitioner] += 1
    return True


def _is_open(case: Candidate, held: Counter[str], cap: int | None) -> bool:
    return cap is None or not case.practitioner or held[case.practitioner] < cap


def _without(cases: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    references = {case.reference for case in others}
    return [case for case in cases if case.reference not in references]


def _fill_up(
    groups: Mapping[Stratum, list[Candidate]],
    strata: dict[Stratum, StratumDraw],
    taken: dict[Stratum, list[Candidate]],
    seed: int,
    held: Counter[str],
    cap: int | None,
) -> None:
    """Draw what some strata lack from those that can still give, in proportion to what they have left.

    A practitioner may come to the cap meanwhile, so this goes on until nothing lacks or nobody can give any more.
    """
    more: Counter[Stratum] = Counter()
    left = {stratum: _without(cases, taken[stratum]) for stratum, cases in groups.items()}
    for turn in itertools.count(1):
        lacking = sum(line.wanted for line in strata.values()) - sum(map(len, taken.values()))
        left = {stratum: [case for case in cases if _is_open(case, held, cap)] for stratum, cases in left.items()}
        if not lacking or not any(left.values()):
            break
        for stratum, share in allot({stratum: len(cases) for stratum, cases in left.items()}, lacking).items():
            dice = random.Random(f"{seed} {stratum} {turn}")  # noqa: S311 - to be repeated, not secret
            extra, _ = _draw_within(left[stratum], share, dice, held, cap)
            taken[stratum] += extra
            left[stratum] = _without(left[stratum], extra)
            more[stratum] += len(extra)
    for stratum, number in more.items():
        if number:
            strata[stratum].notes.append(f"{number} more, in place of what other groups could not give.")


def _systematic(cases: Sequence[Candidate], wanted: int, dice: random.Random) -> list[Candidate]:
    """`wanted` of the cases, each with the same chance, spread over offices and practitioners; in random order."""
    if not wanted:
        return []
    ordered = _shuffled_by_place(cases, dice)
    start = dice.random()
    chosen = [ordered[int((start + at) * len(ordered) / wanted)] for at in range(min(wanted, len(ordered)))]
    dice.shuffle(chosen)
    return chosen


def _shuffled_by_place(cases: Sequence[Candidate], dice: random.Random) -> list[Candidate]:
    """In random order, those of one office together, and in it those of one practitioner."""
    lots: dict[tuple[str, ...], float] = {}
    for case in cases:
        for place in ((case.office,), (case.office, case.practitioner)):
            lots.setdefault(place, dice.random())
    of_case = {case.reference: dice.random() for case in cases}
    return sorted(
        cases,
        key=lambda case: (lots[case.office,], lots[case.office, case.practitioner], of_case[case.reference]),
    )


def _notes(size: int, drawn: int, eligible: int, cap: int | None) -> Iterable[str]:
    if size > eligible:
        yield f"{size} cases were wanted and {eligible} are eligible: all of them are drawn, as far as the cap allows."
    elif drawn < size:
        yield f"{drawn} of {size} cases could be drawn: more would give a practitioner over {cap} cases."
