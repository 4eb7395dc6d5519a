"""The one door to pandas: the tidy tables of audits as frames, for notebooks and the shell (docs/analysing.md).

Those who use it have the whole database before them; `leaving` keeps what they make to what a person may take.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from audit.exports.figures.figure_rows import EVERY_CASE
from audit.exports.frames.columns import GROUPS
from audit.exports.frames.frames import frame_of, frames_of
from audit.exports.leaving.open_to import audits_to_take, contents_of_each
from audit.exports.leaving.profiles import Leaving
from audit.method.groups.values import FLAG

if TYPE_CHECKING:
    from pandas import DataFrame

FIGURES_ONLY = Leaving()


def answers_frame(audits: Iterable[int], leaving: Leaving = FIGURES_ONLY) -> "DataFrame":
    """Return a row for each answer of the cases that may be listed, as in answers.csv. `audits`: their numbers.

    `leaving`: profile, who asks, and what was asked for. The preset lets out figures only, so no row.
    """
    return _together("answers", audits, leaving)


def cases_frame(audits: Iterable[int], leaving: Leaving = FIGURES_ONLY) -> "DataFrame":
    """Return a row of facts for each case that may be listed, as in cases.csv."""
    return _together("cases", audits, leaving)


def figures_frame(
    audits: Iterable[int], by: Collection[str] | None = None, leaving: Leaving = FIGURES_ONLY
) -> "DataFrame":
    """Return the figures of the report, as in figures.csv: those of every case, and those of groups.

    `by`: facts, such as ("team", "flag:ADVP"), whose groups are wanted; () for none, None for all. Raises ValueError if
    one is no fact.
    """
    figures = _together("figures", audits, leaving)
    if by is None:
        return figures
    unknown = [fact for fact in by if fact not in GROUPS and not fact.startswith(FLAG)]
    if unknown:
        raise ValueError(f"No fact: {', '.join(unknown)}. Choose from {', '.join(GROUPS[1:])} and {FLAG}CODE.")
    return figures[figures["group"].isin([EVERY_CASE, *by])].reset_index(drop=True)


def _together(file: str, audits: Iterable[int], leaving: Leaving) -> "DataFrame":
    from pandas import concat

    every = contents_of_each(audits_to_take(list(audits), leaving), leaving)
    parts = [frame for contents in every for _, frame in frames_of(contents, [file])]
    return concat([frame_of(file, ()), *parts], ignore_index=True)
