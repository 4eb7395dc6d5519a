"""Who may write recommendations, what about, and what tells whether one has changed."""

from audit.method.framework import Framework
from audit.models import Audit, Recommendation
from cases.permissions import Permission


def may_draft(audit: Audit) -> bool:
    """Return whether this person may write recommendations (the audit is from a view that opens_audit)."""
    return audit.signed_off_at is None and Permission.JUDGE in audit.permissions


def codes_to_recommend_on(framework: Framework) -> list[str]:
    """Return the codes of the standards, each followed by its key questions."""
    return [code for each in framework.standards for code in (each.code, *(q.code for q in each.key_questions))]


def recommendation_version(recommendation: Recommendation) -> str:
    """Return a text that changes when the recommendation changes."""
    return recommendation.written_at.isoformat()
