"""How many cases to review, and which: stratified, proportional, and drawn again alike from the same seed.

Shares of strata are exact fractions, rounded by largest remainder and never above what a stratum has. Within a stratum
the cases are put in a random order that keeps those of one office and one practitioner together, and every so-maniest
one is taken from a random start (systematic sampling): every case has the same chance, and offices and practitioners
come in proportion. Sizes follow the usual formula for a share of one half (method.md, section 4).
"""

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
    """Draw `size` cases and, for each stratum, a reserve of `reserve_percent` of what was drawn there.

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
        rest = [case for case in cases if case.reference not in {each.reference for each in drawn}]
        wanted = min(round_half_up(Fraction(len(drawn) * reserve_percent, 100)), len(rest))
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


def round_half_up(number: Fraction) -> int:
    return math.floor(number + Fraction(1, 2))


def _draw_all(
    groups: Mapping[Stratum, list[Candidate]], strata: dict[Stratum, StratumDraw], seed: int, cap: int | None
) -> dict[Stratum, list[Candidate]]:
    """The cases drawn of each stratum. What one cannot give, since its practitioners are at the cap, others give."""
    held: Counter[str] = Counter()
    taken: dict[Stratum, list[Candidate]] = {}
    for stratum, cases in groups.items():
        taken[stratum] = _draw_within(cases, strata[stratum].wanted, seed, held, cap)
        if short := strata[stratum].wanted - len(taken[stratum]):
            strata[stratum].notes.append(f"{short} fewer: its practitioners have {cap} cases in the sample already.")
    lacking = sum(strata[stratum].wanted - len(taken[stratum]) for stratum in groups)
    _fill_up(groups, strata, taken, lacking, seed, held, cap)
    return taken


def _draw_within(
    cases: Sequence[Candidate], wanted: int, seed: int, held: Counter[str], cap: int | None
) -> list[Candidate]:
    """`wanted` of the cases as far as the cap allows; `held` counts what each practitioner has in the sample."""
    dice = random.Random(f"{seed} {cases[0].stratum if cases else ''}")  # noqa: S311 - to be repeated, not secret
    chosen = _systematic(cases, wanted, dice)
    kept = [case for case in chosen if _take(case, held, cap)]
    missed = {case.reference for case in chosen}
    others = [case for case in cases if case.reference not in missed]
    dice.shuffle(others)
    for case in others:
        if len(kept) == len(chosen):
            break
        if _take(case, held, cap):
            kept.append(case)
    return kept


def _take(case: Candidate, held: Counter[str], cap: int | None) -> bool:
    if case.practitioner and cap is not None and held[case.practitioner] >= cap:
        return False
    held[case.practitioner] += 1
    return True


def _fill_up(
    groups: Mapping[Stratum, list[Candidate]],
    strata: dict[Stratum, StratumDraw],
    taken: dict[Stratum, list[Candidate]],
    lacking: int,
    seed: int,
    held: Counter[str],
    cap: int | None,
) -> None:
    """Draw what is `lacking` from the strata that can still give, in proportion to what they have left."""
    drawn = {case.reference for cases in taken.values() for case in cases}
    left = {stratum: [case for case in cases if case.reference not in drawn] for stratum, cases in groups.items()}
    open_ = {
        s: [c for c in cases if cap is None or not c.practitioner or held[c.practitioner] < cap]
        for s, cases in left.items()
    }
    for stratum, more in allot({s: len(cases) for s, cases in open_.items()}, lacking).items():
        extra = _draw_within(open_[stratum], more, seed, held, cap)
        taken[stratum] += extra
        if extra:
            strata[stratum].notes.append(f"{len(extra)} more, in place of what other groups could not give.")


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
