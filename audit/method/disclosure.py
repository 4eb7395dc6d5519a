"""What a file leaves out so that nobody can work out single cases from it: cases and answers, by their numbers.

Rows subtracted from figures leave five cases or none. What is left out stays left out when another case becomes
restricted or begins to count: of two files one case apart, the later shows no row that the earlier left out. A
restricted case and its company are left out for every reader, so that two readers' files side by side show no more.
"""

from collections.abc import Mapping, Sequence, Set
from hashlib import sha256

from .small_numbers import FEWEST

FEWEST_LISTED = 10  # cases of which there is a list at all


def order_of_leaving(numbers: Sequence[int], seed: object) -> list[int]:
    """The order in which cases keep others company that nobody may see: the first ten of those that began to count as
    the seed shuffles them, then the others as they come. So a case that begins to count changes nothing."""
    first = sorted(numbers[:FEWEST_LISTED], key=lambda number: sha256(f"{seed} {number}".encode()).digest())
    return [*first, *numbers[FEWEST_LISTED:]]


def cases_left_out(order: Sequence[int], restricted: Set[int], open_to_reader: Set[int]) -> frozenset[int]:
    """Of the cases in `order`: those that the reader may not see, and with restricted ones four more, for everybody."""
    left_out = _in_company(order, restricted & set(order)) | (set(order) - open_to_reader)
    return frozenset(left_out if len(left_out) >= FEWEST else _in_company(order, left_out))


def answers_left_out(
    order: Sequence[int], left_out: Set[int], answered: Mapping[str, Set[int]]
) -> dict[str, frozenset[int]]:
    """{question code: cases whose answer is left out}: those of the cases `left_out`; where only one to four of these
    have an answer, four others with them. `answered`: {question code: cases with an answer}."""
    hidden = {}
    for code, numbers in answered.items():
        gone = numbers & left_out
        asked = [number for number in order if number in numbers]
        hidden[code] = frozenset(gone if len(gone) >= FEWEST else _in_company(asked, gone))
    return hidden


def _in_company(order: Sequence[int], numbers: Set[int]) -> set[int]:
    """With four others. Always four, so that none of them comes back when `numbers` grows."""
    others = [number for number in order if number not in numbers]
    return {*numbers, *others[: FEWEST - 1]} if numbers else set()
