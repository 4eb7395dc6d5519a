"""What a person sends about a look beside the answers: what has to be done about a gap, and who could learn from a
strength. Two that say the same are equal."""

from datetime import date
from typing import NamedTuple


class Task(NamedTuple):
    """What goes with the text of a gap. `owner`: a Practitioner's number; None is the team's SPO. `due`: None where
    nothing has to be done. `risk_note`: could put someone at risk if the person on probation read it."""

    owner: int | None
    due: date | None
    risk_note: str


class Strength(NamedTuple):
    """What goes with the text of a strength. `about`: the code of a question. `example`: it is offered to others."""

    about: str
    example: bool


class Direction(NamedTuple):
    """What goes with whose the manager's last entry is: its day, if it is known."""

    on: date | None


More = Task | Strength | Direction | None
