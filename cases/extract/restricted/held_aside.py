"""Say in words which other row is the reason why a row is held aside, if its own cells say nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from cases.extract.restricted.masks import RESTRICTED
from cases.extract.rows.person import Person

MATTERS = {True: "is marked restricted", False: "is unclear"}


class RestrictedSources:
    """The rows that are restricted, or may be, to be found by what another row has in common with them."""

    def __init__(self) -> None:
        self._of: dict[Any, tuple[int, bool]] = {}

    def add(self, person: Person, said: str) -> None:
        """Note that this person's row says RESTRICTED or DOUBTFUL."""
        for key in match_keys(person):
            self._of.setdefault(key, (person.row, said == RESTRICTED))

    def reason_for(self, number: int, keys: Iterable[Any]) -> str:
        """Return which other row holds row `number` aside, and why, in words; "" if that is not known."""
        found = next((self._of[key] for key in keys if key in self._of), None)
        if not found or found[0] == number:
            return ""
        return f"row {found[0]}, which may be of the same person, {MATTERS[found[1]]}"


def match_keys(person: Person) -> Iterator[Any]:
    """Yield what tells the person from others, the surest first."""
    if person.reference:
        yield person.reference.casefold()
    if person.pnc:
        yield "pnc", person.pnc
    if person.born:
        yield from ((person.words, person.born), person.born)
