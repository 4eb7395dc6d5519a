"""How many numbers a hidden count could be, for a reader who knows the sum of several groups but none of them alone."""

from audit.method.tally import Tally

FEWEST_NUMBERS = 3  # that each hidden count could be


def are_hidden(joined: Tally, groups: int, every_case: Tally) -> bool:
    """Return whether the Tally of several `groups` together leaves what each of them has open.

    The number of cases asked, of those sufficient and of those not, could each be at least FEWEST_NUMBERS different
    numbers. A count that the figures of `every_case` give by themselves, where no case is sufficient or all are, is not
    asked about. The reader knows which groups are joined, so that each has an answer.
    """
    insufficient = joined.no + joined.absent
    counts = [joined.applicable]
    if every_case.yes:
        counts.append(joined.yes)
    if every_case.no + every_case.absent:
        counts.append(insufficient)
    return all(possible_numbers(count, joined.answered - count, groups) >= FEWEST_NUMBERS for count in counts)


def possible_numbers(count: int, others: int, groups: int) -> int:
    """Return how many numbers one group's share of `count` answers could be, beside `others` of another kind.

    All are shared out among at least two `groups`, and each group has one answer or more.
    """
    least = 0 if others else 1
    most = count - max(groups - 1 - others, 0)
    return most - least + 1
