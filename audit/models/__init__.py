"""The audit's records, by subject."""

from .judgement import StandardJudgement
from .plan import Audit, FrameworkChanged, SampledCase, in_own_team
from .review import UNANSWERED, Answer, Review, SendBack

__all__ = [
    "UNANSWERED",
    "Answer",
    "Audit",
    "FrameworkChanged",
    "Review",
    "SampledCase",
    "SendBack",
    "StandardJudgement",
    "in_own_team",
]
