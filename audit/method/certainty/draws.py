"""How the cases of an audit were drawn: those of each kind apart, by their own sample."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit.method.certainty.interval import Draw


@dataclass(frozen=True)
class Draws:
    """`whole`: the Draw of all cases. `kinds`: {kind of case: its Draw}; {} if the cases of the audit are all alike."""

    whole: Draw = field(default_factory=lambda: Draw(cases=0))
    kinds: Mapping[str, Draw] = field(default_factory=dict)

    def of(self, kind: str) -> Draw:
        """Return the Draw of the cases of a kind; "" stands for every kind.

        Samples of several kinds are no random sample together, since each kind has its own chance of being drawn. So
        nothing can be said about the luck of a figure that counts all of them.
        """
        if not self.kinds:
            return self.whole
        return self.kinds.get(kind, Draw(self.whole.cases, random=False))


def draws_of_kinds(kinds: Mapping[str, Draw]) -> Draws:
    """Return the Draws of an audit whose kinds of case were drawn like this."""
    populations = [draw.population for draw in kinds.values()]
    known = [population for population in populations if population is not None]
    whole = Draw(
        sum(draw.cases for draw in kinds.values()),
        sum(known) if len(known) == len(populations) else None,
        random=all(draw.random for draw in kinds.values()),
    )
    return Draws(whole, kinds)
