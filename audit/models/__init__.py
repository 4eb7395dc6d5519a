"""The audit's records, by subject."""

from .judgement import StandardJudgement
from .plan import Audit, FrameworkChanged, SampledCase
from .review import Answer, Review

__all__ = ["Answer", "Audit", "FrameworkChanged", "Review", "SampledCase", "StandardJudgement"]
