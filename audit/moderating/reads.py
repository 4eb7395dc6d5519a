"""Read what a person may do with the agreed answers of a case."""

from audit.models import Answer, Audit
from cases.models import User
from cases.permissions import Permission, may


def may_replace_agreed_answer(answer: Answer | None, audit: Audit, user: User | None) -> bool:
    """Whether the user may change this agreed Answer. What a quality lead recorded, only a quality lead changes."""
    recorder = answer.answered_by if answer else None
    # without a user it is the demonstration or the shell, and without a recorder no one is overruled
    if user is None or recorder is None or may(user, Permission.MODERATE, audit.unit):
        return True
    return not may(recorder, Permission.MODERATE, audit.unit)
