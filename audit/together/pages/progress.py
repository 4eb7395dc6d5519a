"""The cases that all read together and how far each reviewer is, ready to print."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime

from audit.method.applicability import applicable_questions
from audit.models import Audit, SharedCase
from audit.together.reads import readings_with_progress, reviewers_of, shared_cases
from cases.models import User


@dataclass(frozen=True)
class ReaderLine:
    """A reviewer and their progress. `waits`: the key of their reading, while their own cases wait for it."""

    name: str
    state: str
    waits: int | None


@dataclass(frozen=True)
class SharedLine:
    """A case, how far its reading is, and the names of reviewers who do not read it, as it is of their team."""

    shared: SharedCase
    readers: tuple[ReaderLine, ...]
    without: tuple[str, ...]
    has_answers: bool

    @property
    def is_running(self) -> bool:
        """Whether anyone's own cases still wait for it."""
        return bool(self.waiting)

    @property
    def waiting(self) -> tuple[ReaderLine, ...]:
        """The reviewers who have not submitted it and could still."""
        return tuple(reader for reader in self.readers if reader.waits)


def build_shared_lines(audit: Audit, user: User) -> list[SharedLine]:
    """Build a SharedLine of each case of the audit that the user may see."""
    reviewers = list(reviewers_of(audit))
    return [_line(shared, reviewers) for shared in shared_cases(audit, user).values()]


def build_shared_line(shared: SharedCase) -> SharedLine:
    """Build the SharedLine of one case."""
    return _line(shared, list(reviewers_of(shared.audit)))


def _line(shared, reviewers):
    asked = len(applicable_questions(shared.audit.framework, shared.facts))
    readings = list(readings_with_progress(shared))
    read_by = {reading.reviewer_id for reading in readings}
    without = tuple(str(person) for person in reviewers if person.pk not in read_by)
    readers = tuple(_reader(reading, shared, asked) for reading in readings)
    return SharedLine(shared, readers, without, any(reading.answered for reading in readings))


def _reader(reading, shared, asked):
    waits = reading.pk if reading.is_open else None
    if reading.submitted_at:
        state = f"submitted on {date_format(localtime(reading.submitted_at), 'j F Y')}"
    elif reading.let_through_at:
        state = "goes on without it"
    elif shared.ended_at:
        state = "not submitted when the reading ended"
    else:
        state = f"{reading.answered} of {asked} answered" if reading.answered else "not started"
    return ReaderLine(str(reading.reviewer), state, waits)
