"""Extra cases of a group, drawn beside the sample from the cases that it leaves."""

from collections.abc import Collection, Iterator, Sequence

from cases.extract.drawn import PickedCase, StratumLine
from cases.extract.eligible import EligibleCase, fits_filters
from cases.extract.settings import ExtraCases
from cases.extract.stored_facts import facts_of
from cases.sampling.draw import Candidate, draw_beside

NO_MORE = "The sample and its reserve leave no more cases of this group."


def draw_extra_cases(
    eligible: Sequence[EligibleCase], taken: Collection[str], wanted: Sequence[ExtraCases], seed: int
) -> Iterator[tuple[StratumLine, list[PickedCase]]]:
    """Yield for each group how many cases were drawn, and which. `taken`: references of the sample and its reserve."""
    gone = set(taken)
    for group in wanted:
        fitting = {case.reference: case for case in eligible if fits_filters(case, group.filters)}
        candidates = [_candidate(case) for case in fitting.values() if case.reference not in gone]
        drawn = [case.reference for case in draw_beside(candidates, group.number, seed=seed, what=group.group)]
        gone |= {*drawn}
        notes = (NO_MORE,) if len(drawn) < group.number else ()
        yield (
            StratumLine(group.label[0].upper() + group.label[1:], len(fitting), group.number, len(drawn), 0, notes),
            [_picked(fitting[reference], group, position) for position, reference in enumerate(drawn, start=1)],
        )


def _candidate(case: EligibleCase) -> Candidate:
    return Candidate(case.reference, (), case.fact("team") or "", (case.fact("practitioner") or "").casefold())


def _picked(case: EligibleCase, group: ExtraCases, position: int) -> PickedCase:
    return PickedCase(case.reference, f"Extra ({group.label})", position, False, facts_of(case), group.group)
