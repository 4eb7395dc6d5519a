"""Read what the reviewers of an audit agreed on about questions."""

from audit.models import Audit


def agreed_notes(audit: Audit) -> dict[str, str]:
    """Return {question code: text}; one query."""
    return dict(audit.question_notes.values_list("question", "text"))
