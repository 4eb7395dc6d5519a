"""Which cases and answers a file leaves out, so that readers cannot work out what a single case says.

A reader who subtracts a file's rows from its figures is left with five cases or none. A case that was left out stays
out when another one becomes restricted or begins to count: of two files that differ by one case, the later shows no row
that the earlier left out. A restricted case and its company are left out for every reader, so that two readers who
compare their files learn no more.
"""

from collections.abc import Mapping, Sequence, Set
from hashlib import sha256

from audit.method.disclosure.small_numbers import FEWEST

FEWEST_LISTED = 10  # cases: a file of fewer lists none


def order_of_leaving(numbers: Sequence[int], seed: object) -> list[int]:
    """Return the order in which cases are left out to keep company to those that a reader may not see.

    `numbers`: the cases in the order in which they began to count. The first ten are shuffled by the seed, the others
    follow as they are: so one that begins to count later changes nothing.
    """
    first = sorted(numbers[:FEWEST_LISTED], key=lambda number: sha256(f"{seed} {number}".encode()).digest())
    return [*first, *numbers[FEWEST_LISTED:]]


def cases_left_out(order: Sequence[int], restricted: Set[int], open_to_reader: Set[int]) -> frozenset[int]:
    """Return the numbers of the cases to leave out: those that the reader may not see, and four more where needed.

    Restricted cases take four others with them for every reader.
    """
    left_out = _with_company(order, restricted & set(order)) | (set(order) - open_to_reader)
    return frozenset(left_out if len(left_out) >= FEWEST else _with_company(order, left_out))


def answers_left_out(
    order: Sequence[int], left_out: Set[int], answered: Mapping[str, Set[int]]
) -> dict[str, frozenset[int]]:
    """Return {question code: cases whose answer is left out}.

    `answered`: {question code: cases with an answer}. Where only one to four of the cases `left_out` have an answer,
    the answers of four more cases are left out too.
    """
    hidden = {}
    for code, numbers in answered.items():
        gone = numbers & left_out
        asked = [number for number in order if number in numbers]
        hidden[code] = frozenset(gone if len(gone) >= FEWEST else _with_company(asked, gone))
    return hidden


def _with_company(order: Sequence[int], numbers: Set[int]) -> set[int]:
    """Return the numbers and four others. Always four, so that none of them comes back when `numbers` grows."""
    others = [number for number in order if number not in numbers]
    return {*numbers, *others[: FEWEST - 1]} if numbers else set()
