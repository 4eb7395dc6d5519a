"""The choices of records: the purpose of an audit, why a case is replaced, and the parts of a case's review."""

from django.db import models

USUAL_MONTHS = 12  # how long an audit's cases are kept after its sign-off, unless its plan says otherwise


class Purpose(models.TextChoices):
    MOCK_INSPECTION = "mock_inspection", "Mock inspection"
    THEMATIC = "thematic", "Thematic audit"
    OVERSIGHT = "oversight", "Oversight round"

    @classmethod
    def of_inspections(cls):
        """Return the choices for an audit that is planned in a PDU; a round is planned for a team."""
        return [(value, label) for value, label in cls.choices if value != cls.OVERSIGHT]


class Replacement(models.TextChoices):
    """Why a drawn case is replaced."""

    TRANSFERRED = "transferred", "Transferred out"
    RESTRICTED = "restricted", "Restricted since it was drawn"
    ENDED = "ended", "Sentence ended early or never started"
    NO_RECORD = "no_record", "Its record cannot be opened"
    CONFLICT = "conflict", "Every reviewer has a conflict of interest"
    OTHER = "other", "Another reason"


class Part(models.TextChoices):
    """The part that a review has in judging a sampled case: first review, second review, or the agreed answers.

    In an oversight round the first review is the look, and the practitioner may add their own view.
    """

    FIRST = "first", "Review"
    SECOND = "second", "Second review"
    AGREED = "agreed", "Agreed answers"
    OWN_VIEW = "own_view", "The practitioner's own view"
