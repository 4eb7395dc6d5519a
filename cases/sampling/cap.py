"""Keep a draw to a limit of cases per practitioner, so that every stratum bears its part of it.

Cases over the limit are given back by lot, whichever stratum they are in. A stratum that then lacks cases draws from
its other ones, those of all strata in one random order. If only practitioners at the limit are left there, another
stratum exchanges a case of one of them for another practitioner's (an augmenting path). What a stratum cannot give at
all, the others give.
"""

import random
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

Stratum = tuple[str, ...]


class HasPractitioner(Protocol):
    """A case with its practitioner, or "" if not known: then the limit does not apply."""

    @property
    def reference(self) -> str: ...
    @property
    def practitioner(self) -> str: ...


C = TypeVar("C", bound=HasPractitioner)


class CappedDraw(Generic[C]):
    """For each stratum, the cases that are `taken` (as {reference: case}, in the order drawn) and those `left`."""

    def __init__(
        self,
        groups: Mapping[Stratum, Sequence[C]],
        chosen: Mapping[Stratum, Sequence[C]],
        cap: int,
        dice: random.Random,
    ) -> None:
        self.cap, self.dice = cap, dice
        self.taken = {stratum: {case.reference: case for case in cases} for stratum, cases in chosen.items()}
        self.left = {
            stratum: {case.reference: case for case in cases if case.reference not in self.taken[stratum]}
            for stratum, cases in groups.items()
        }
        self.held = Counter(case.practitioner for cases in chosen.values() for case in cases)

    def is_open(self, case: C) -> bool:
        """Whether the case's practitioner is below the limit."""
        return not case.practitioner or self.held[case.practitioner] < self.cap

    def _take(self, stratum: Stratum, case: C) -> None:
        self.taken[stratum][case.reference] = self.left[stratum].pop(case.reference)
        self.held[case.practitioner] += 1

    def _give_back(self, stratum: Stratum, case: C) -> None:
        self.left[stratum][case.reference] = self.taken[stratum].pop(case.reference)
        self.held[case.practitioner] -= 1

    def _shuffled(self, of: Mapping[Stratum, Mapping[str, C]], strata: Sequence[Stratum]) -> list[tuple[Stratum, C]]:
        cases = [(stratum, case) for stratum in strata for case in of[stratum].values()]
        self.dice.shuffle(cases)
        return cases

    def give_back_excess(self) -> Counter[Stratum]:
        """Give back cases over the limit, by lot. Return {stratum: cases given back}."""
        given_back: Counter[Stratum] = Counter()
        for stratum, case in self._shuffled(self.taken, [*self.taken]):
            if case.practitioner and self.held[case.practitioner] > self.cap:
                self._give_back(stratum, case)
                given_back[stratum] += 1
        return given_back

    def refill(self, wanted: Mapping[Stratum, int]) -> None:
        """Draw what the strata lack of `wanted` from their own cases, as far as the limit allows."""
        for stratum, case in self._shuffled(self.left, self._lacking(wanted)):
            if len(self.taken[stratum]) < wanted[stratum] and self.is_open(case):
                self._take(stratum, case)
        ways = _Exchanges(self)
        while sum(map(ways.open_one, self._lacking(wanted))):  # each in turn, one case at a time
            pass

    def _lacking(self, wanted: Mapping[Stratum, int]) -> list[Stratum]:
        lacking = [stratum for stratum in self.taken if len(self.taken[stratum]) < wanted[stratum]]
        self.dice.shuffle(lacking)
        return lacking

    def fill_up(self, size: int, allot: Callable[[Mapping[Stratum, int], int], Mapping[Stratum, int]]) -> None:
        """Draw on until there are `size` cases, shared out by `allot` in proportion to what each stratum can give."""
        while (lacking := size - sum(map(len, self.taken.values()))) > 0:
            can_give = {stratum: [c for c in left.values() if self.is_open(c)] for stratum, left in self.left.items()}
            if not any(can_give.values()):
                return
            for stratum, share in allot({s: len(cases) for s, cases in can_give.items()}, lacking).items():
                for case in self.dice.sample(can_give[stratum], share):
                    if self.is_open(case):  # the practitioner may have reached the limit in this turn
                        self._take(stratum, case)


class _Exchanges(Generic[C]):
    """Finds which strata have to exchange cases so that a stratum that lacks one can draw it."""

    def __init__(self, draw: CappedDraw[C]) -> None:
        self.draw = draw
        self.left = {stratum: _by_practitioner(cases) for stratum, cases in draw.left.items()}
        self.taken = {stratum: _by_practitioner(cases) for stratum, cases in draw.taken.items()}

    def open_one(self, stratum: Stratum) -> bool:
        """Draw one more case of a stratum, through exchanges with others if needed. Return False if that fails."""
        came_from: dict[Stratum, tuple[Stratum, str]] = {}  # the stratum that wants the practitioner of this one
        waiting, seen = deque([stratum]), {stratum}
        while waiting:
            here = waiting.popleft()
            for practitioner in self._by_lot(self.left[here]):
                if not practitioner or self.draw.held[practitioner] < self.draw.cap:
                    self._exchange_along(here, practitioner, came_from)
                    return True
                for other in self.taken:
                    if other not in seen and practitioner in self.taken[other]:
                        came_from[other] = (here, practitioner)
                        seen.add(other)
                        waiting.append(other)
        return False

    def _by_lot(self, names: Iterable[str]) -> list[str]:
        shuffled = list(names)
        self.draw.dice.shuffle(shuffled)
        return shuffled

    def _exchange_along(
        self, here: Stratum, practitioner: str, came_from: Mapping[Stratum, tuple[Stratum, str]]
    ) -> None:
        """Let each stratum on the way take a case of the practitioner that the one before it has given up."""
        while here in came_from:
            before, freed = came_from[here]
            self._move_case(here, freed, self.taken, self.left, self.draw._give_back)
            self._move_case(here, practitioner, self.left, self.taken, self.draw._take)
            here, practitioner = before, freed
        self._move_case(here, practitioner, self.left, self.taken, self.draw._take)

    def _move_case(
        self,
        stratum: Stratum,
        practitioner: str,
        come: dict[Stratum, dict[str, list[C]]],
        go: dict[Stratum, dict[str, list[C]]],
        note: Callable[[Stratum, C], None],
    ) -> None:
        cases = come[stratum][practitioner]
        case = cases.pop(self.draw.dice.randrange(len(cases)))
        if not cases:
            del come[stratum][practitioner]
        go[stratum].setdefault(practitioner, []).append(case)
        note(stratum, case)


def _by_practitioner(cases: Mapping[str, C]) -> dict[str, list[C]]:
    found: dict[str, list[C]] = defaultdict(list)
    for case in cases.values():
        found[case.practitioner].append(case)
    return dict(found)
