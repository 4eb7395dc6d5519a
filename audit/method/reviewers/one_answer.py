"""How often a review gives all prompts the same answer: where many do, they may not have been answered one by one."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction

from audit.method.answers import COUNTED, Value
from audit.method.rating.banding import round_half_up


@dataclass(frozen=True)
class OneAnswer:
    """In how many of `n` reviews all prompts have the same answer."""

    n: int
    same: int

    @property
    def percent(self) -> int | None:
        """Return the whole per cent of reviews; None without a review."""
        return round_half_up(Fraction(100 * self.same, self.n)) if self.n else None


def one_answer(prompts: Set[str], reviews: Iterable[Mapping[str, Value]]) -> OneAnswer:
    """Return the OneAnswer of the prompts with these codes.

    `reviews` holds {question code: Value} of each. A review with fewer than two answered prompts is left out, since a
    single answer is always like itself. “Not applicable” is an answer like the others; what was not looked at is none.
    """
    answers = [[value for code, value in review.items() if code in prompts and value in COUNTED] for review in reviews]
    compared = [values for values in answers if len(values) > 1]
    return OneAnswer(len(compared), sum(len(set(values)) == 1 for values in compared))
