"""What a quality lead does with the reviews of several cases at once."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from audit.models import Review
from cases.models import User


class Action(TextChoices):
    SHARE = "share", "Share out the first reviews"
    SHARE_SECOND = "share-second", "Share out the second reviews"
    FIRST = "first", "Give the first review"
    SECOND = "second", "Give the second review"
    DUE = "due", "Set the due date"
    MARK = "mark", "Mark for a second review"
    UNMARK = "unmark", "Remove from second review"


# {action: the part whose reviews it gives to people}
SHARED = {Action.SHARE: Review.Part.FIRST, Action.SHARE_SECOND: Review.Part.SECOND}
GIVEN = {Action.FIRST: Review.Part.FIRST, Action.SECOND: Review.Part.SECOND}


@dataclass(frozen=True)
class Change:
    """What is done with each case. `reviewer`: who gets a review that is GIVEN. `due_on`: None is the audit's date."""

    action: Action
    reviewer: User | None = None
    due_on: date | None = None
