"""What an audit is for, why a case of it is replaced, and what a review of one is."""

from django.db import models

USUAL_MONTHS = 12  # for which an audit's cases are kept after its sign-off


class Purpose(models.TextChoices):
    MOCK_INSPECTION = "mock_inspection", "Mock inspection"
    THEMATIC = "thematic", "Thematic audit"
    OVERSIGHT = "oversight", "Oversight round"


class Replacement(models.TextChoices):
    """Why a drawn case is replaced."""

    TRANSFERRED = "transferred", "Transferred out"
    RESTRICTED = "restricted", "Restricted since it was drawn"
    ENDED = "ended", "Sentence ended early or never started"
    NO_RECORD = "no_record", "Its record cannot be opened"
    CONFLICT = "conflict", "Every reviewer has a conflict of interest"
    OTHER = "other", "Another reason"


class Part(models.TextChoices):
    """What a review of a sampled case is."""

    FIRST = "first", "Review"
    SECOND = "second", "Second review"
    AGREED = "agreed", "Agreed answers"
