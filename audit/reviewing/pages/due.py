"""The due date of a review, ready to print."""

from dataclasses import dataclass
from datetime import date

from audit.models import Review
from cases.counted import counted


@dataclass(frozen=True)
class DueDate:
    """The day by which a review is due. `days_left`: 0 is today; a negative number is overdue."""

    day: date
    days_left: int

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0

    @property
    def in_words(self) -> str:
        """How long is left, or for how long it is overdue."""
        if self.is_overdue:
            return f"{counted(-self.days_left, 'day')} overdue"
        return f"{counted(self.days_left, 'day')} left" if self.days_left else "due today"


def due_date_of(review: Review, today: date) -> DueDate | None:
    """Return the DueDate of a review; None if it is submitted, or no date is set."""
    if review.submitted_at or review.due is None:
        return None
    return DueDate(review.due, (review.due - today).days)
