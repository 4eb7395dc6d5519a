"""What is known of one standard: its rating, what led to it, and what people decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from audit.method.framework import Standard
from audit.method.rating.banding import KeyQuestionRating

NOT_RATEABLE = "not rateable"  # what people choose in place of a rating
NO_RATING = "no rating"  # in place of what the rule gave, where it gave none


@dataclass(frozen=True)
class Judgement:
    """What people decided about a standard: its rating from evidence, or a move at professional discretion.

    `rating`: None if the standard cannot be rated; it then leaves the score and its maximum.
    `computed`: what the rule gave when a panel decided to move it or not to rate it; NO_RATING if it gave none; None if
    that does not matter. The decision counts while the rule still gives that.
    `waits`: no second person has confirmed what a panel decided, so it does not count. `confirmed_by`: who did, or "".
    """

    rating: str | None
    rationale: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    computed: str | None = None
    waits: bool = False
    confirmed_by: str = ""


@dataclass(frozen=True)
class StandardRating:
    """One standard's rating, what led to it, and where a panel may move it.

    `rating`: what the lowest-score rule gives, or the judgement on evidence. None while answers or the judgement are
    `missing`, and if key questions rest on `too_few` cases. A standard with too few cases still counts in the maximum,
    so the audit has no score.
    `left_out`: people decided that it cannot be rated, so it is in neither score nor maximum. `rating` is then still
    what its cases would have given.
    `decided`: what a panel decided instead, within its discretion; else None.
    `waiting`: what a panel decided (NOT_RATEABLE: not to rate it), as long as no second person has confirmed it; else
    None. It does not count.
    `refused`: there is a decision, but the figures no longer allow it, so it does not count.
    `limiting`: the key question with the lowest percentage; several if they tie.
    `moves`: {rating that a panel may move it to: the grounds that allow it}.
    """

    standard: Standard
    rating: str | None = None
    missing: bool = False
    decided: str | None = None
    waiting: str | None = None
    refused: bool = False
    score: int | None = None
    judgement: Judgement | None = None
    key_questions: tuple[KeyQuestionRating, ...] = ()
    limiting: tuple[KeyQuestionRating, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    left_out: bool = False

    @property
    def code(self) -> str:
        return self.standard.code

    @property
    def final(self) -> str | None:
        """Return the rating that counts; None without one."""
        return None if self.left_out else self.decided or self.rating

    @property
    def too_few(self) -> tuple[str, ...]:
        """Return the codes of the key questions that have too few cases for a band, so that there is no rating."""
        return () if self.left_out else tuple(question.code for question in self.key_questions if question.few)
