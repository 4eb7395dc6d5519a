"""The inspection programmes whose results are published, and how many points each could give."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Programme:
    """`maxima`: the highest score, the newest version first; () if it is not known.

    `uncounted`: codes of standards that are rated and not counted in the score.
    """

    title: str
    maxima: tuple[int, ...] = ()
    uncounted: frozenset[str] = frozenset()


PROGRAMMES: Mapping[str, Programme] = {
    "PDU": Programme("Probation delivery units", (21, 27)),
    "region": Programme("Probation regions"),
    "NPS": Programme("National Probation Service, 2018 to 2021", (30,)),
    "CRC": Programme("Community rehabilitation companies, 2018 to 2021", (30,)),
    "youth": Programme("Youth justice services, 2018 to 2024", (36,), frozenset({"4.1"})),
}
