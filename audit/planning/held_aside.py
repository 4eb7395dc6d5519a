"""The rows of an extract that may be of restricted people: where they are, and how to let one in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.counted import counted

REMEDY = (
    "None of these rows can be drawn, and we keep nothing from them.",
    "To include a row, check the person in the case record, correct the cell in your file and upload it again.",
    "If the list names another row, correct that one. If it is about another person, add the PNC number to both rows.",
)


@dataclass(frozen=True)
class HeldAside:
    """The rows held aside. `title`: how many; `rows`: each as "Row 9, column K"; `remedy`: what to do, in sentences."""

    title: str
    rows: tuple[str, ...]
    remedy: tuple[str, ...] = REMEDY

    @classmethod
    def of(cls, excluded: Mapping[str, int], rows: Iterable[Sequence[Any]]) -> "HeldAside | None":
        """Build it from {reason: rows} and the listed rows of a DrawnSample; None if no row is held aside."""
        number, listed = excluded.get("held_aside", 0), tuple(_describe_row(*row) for row in rows)
        if not number:
            return None
        first = f" (the first {len(listed):,} are listed)" if len(listed) < number else ""
        return cls(f"{counted(number, 'row')} held aside{first}", listed)


def _describe_row(row: int, letter: str, because: str = "") -> str:
    """Return the row's place in words. `because` is "" for older draws, which did not store it."""
    if letter:
        return f"Row {row}, column {letter}"
    return f"Row {row}: {because or 'another row of the person is unclear'}"
