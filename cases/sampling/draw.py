"""Draw cases: stratified, in proportion, and the same again from the same seed.

Within a stratum the cases are put in a random order that keeps those of one office and one practitioner together. From
a random start every nth case is taken (systematic sampling), so every case has the same chance, and offices and
practitioners come in proportion.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from cases.counted import counted
from cases.sampling.cap import CappedDraw, Stratum
from cases.sampling.shares import allot


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that can be drawn. No two have one `reference`; `stratum` holds a value per chosen fact."""

    reference: str
    stratum: Stratum
    office: str = ""
    practitioner: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn case. `position` counts from 1 within its stratum, separately for reserves, in the order of use."""

    reference: str
    stratum: Stratum
    position: int
    reserve: bool


@dataclass
class StratumDraw:
    """How many cases of one stratum are eligible, wanted, drawn and in reserve; `notes` say why drawn is not wanted."""

    stratum: Stratum
    eligible: int
    wanted: int
    drawn: int = 0
    reserve: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Draw:
    """What was drawn: the picks, stratum by stratum with reserves last; the strata; notes on the whole."""

    picks: tuple[Pick, ...]
    strata: tuple[StratumDraw, ...]
    notes: tuple[str, ...]


def draw_cases(
    candidates: Iterable[Candidate], size: int, *, seed: int, cap: int | None = None, reserve_percent: int = 20
) -> Draw:
    """Draw `size` cases and, for each stratum, a reserve of `reserve_percent` of its drawn cases, rounded up.

    Draw at most `cap` cases of a practitioner, not counting reserves; cases without a practitioner have no cap. What a
    stratum cannot give, the others give in proportion. The order of the candidates makes no difference.
    Raises ValueError if two candidates have the same reference.
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
        reserves = _systematic(rest, wanted, _dice(seed, f"reserve {stratum}"))
        strata[stratum].drawn, strata[stratum].reserve = len(drawn), len(reserves)
        for of_reserve, chosen in ((False, drawn), (True, reserves)):
            picks += [Pick(case.reference, stratum, at, of_reserve) for at, case in enumerate(chosen, start=1)]
    total = sum(len(drawn) for drawn in taken.values())
    return Draw(
        tuple(picks),
        tuple(strata.values()),
        tuple(_notes(size, total, sum(available.values()), cap, strata.values())),
    )


def draw_beside(candidates: Iterable[Candidate], wanted: int, *, seed: int, what: str) -> list[Candidate]:
    """Draw up to `wanted` of the candidates, spread over practitioners, by the seed and `what` they are drawn for."""
    ordered = sorted(candidates, key=lambda case: case.reference)
    return _systematic(ordered, min(wanted, len(ordered)), _dice(seed, f"beside {what}"))


def _grouped(candidates: Iterable[Candidate]) -> dict[Stratum, list[Candidate]]:
    """Return {stratum: cases}, sorted so that the order of the candidates makes no difference."""
    ordered = sorted(candidates, key=lambda case: (case.stratum, case.reference))
    references = Counter(case.reference for case in ordered)
    if twice := [reference for reference, number in references.items() if number > 1]:
        raise ValueError(f"Several candidates have the reference {twice[0]}.")
    groups = defaultdict(list)
    for case in ordered:
        groups[case.stratum].append(case)
    return dict(groups)


def _draw_all(
    groups: Mapping[Stratum, list[Candidate]], strata: dict[Stratum, StratumDraw], seed: int, cap: int | None
) -> dict[Stratum, list[Candidate]]:
    """Return {stratum: cases drawn}. If the cap keeps a stratum from giving its share, others give it."""
    chosen = {s: _systematic(cases, strata[s].wanted, _dice(seed, s)) for s, cases in groups.items()}
    if cap is None:
        return chosen
    draw = CappedDraw(groups, chosen, cap, _dice(seed, "cap"))
    wanted = {stratum: line.wanted for stratum, line in strata.items()}
    given_back = draw.give_back_excess()
    draw.refill(wanted)
    refilled = {stratum: len(taken) for stratum, taken in draw.taken.items()}
    draw.fill_up(sum(wanted.values()), allot)
    cases = counted(cap, "case")
    for stratum, line in strata.items():
        if redrawn := given_back[stratum] + refilled[stratum] - line.wanted:
            line.notes.append(f"{redrawn} drawn again: their practitioners already had {cases} in the sample.")
        if short := line.wanted - refilled[stratum]:
            line.notes.append(f"{short} fewer: their practitioners already have {cases} in the sample.")
        if more := len(draw.taken[stratum]) - refilled[stratum]:
            line.notes.append(f"{more} more, because other groups had too few.")
    return {stratum: [*taken.values()] for stratum, taken in draw.taken.items()}


def _dice(seed: int, what: object) -> random.Random:
    return random.Random(f"{seed} {what}")  # noqa: S311 - it has to be repeatable, not secret


def _without(cases: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    references = {case.reference for case in others}
    return [case for case in cases if case.reference not in references]


def _systematic(cases: Sequence[Candidate], wanted: int, dice: random.Random) -> list[Candidate]:
    """Return `wanted` of the cases in random order, each with the same chance, spread over practitioners."""
    if not wanted:
        return []
    ordered = _shuffled_by_place(cases, dice)
    start = dice.random()
    chosen = [ordered[int((start + at) * len(ordered) / wanted)] for at in range(min(wanted, len(ordered)))]
    dice.shuffle(chosen)
    return chosen


def _shuffled_by_place(cases: Sequence[Candidate], dice: random.Random) -> list[Candidate]:
    """Return the cases in random order, with those of one office together, and in it those of one practitioner."""
    lots: dict[tuple[str, ...], float] = {}
    for case in cases:
        for place in ((case.office,), (case.office, case.practitioner)):
            lots.setdefault(place, dice.random())
    of_case = {case.reference: dice.random() for case in cases}
    return sorted(
        cases,
        key=lambda case: (lots[case.office,], lots[case.office, case.practitioner], of_case[case.reference]),
    )


def _notes(size: int, drawn: int, eligible: int, cap: int | None, strata: Iterable[StratumDraw]) -> Iterable[str]:
    if not eligible:
        yield "No cases are eligible, so none were drawn."
        return
    limit = f" with at most {counted(cap, 'case')} per practitioner" if cap else ""
    if size > eligible:
        all_of_them = "all of them are drawn" if drawn == eligible else f"{drawn:,} could be drawn{limit}"
        wanted = counted(size, "case was", "cases were")
        yield f"{wanted} wanted and {counted(eligible, 'is', 'are')} eligible: {all_of_them}."
    elif drawn < size:
        yield f"{drawn:,} of {counted(size, 'case')} could be drawn{limit}."
    if any(line.drawn != line.wanted for line in strata):
        yield "The maximum per practitioner changed the group shares, so the sample is no longer in proportion."
