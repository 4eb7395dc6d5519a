"""A figure that the workspace of a standard can cite: from the answers, a survey or an indicator."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Citable:
    """`key` finds the figure again, such as "indicator:3"; `sentence` says it with its n, as a person may read it.

    `where`: the address of the page that shows it.
    """

    key: str
    sentence: str
    where: str
