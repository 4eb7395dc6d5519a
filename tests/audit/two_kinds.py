"""An audit of two kinds of case: supervision cases, and victim cases whose numbers begin with V."""

from tests.audit.an_audit import NO, YES, add_answered

SUPERVISION, VICTIMS = "supervision", "victims"
VICTIM_QUESTION = "3.2.1"


def add_supervision(audit, number, *, submitted=True):
    """Add this number of supervision cases, each sufficient in every key question of its kind."""
    codes = [question.code for question in audit.framework.key_questions if question.code != VICTIM_QUESTION]
    return add_answered(audit, [dict.fromkeys(codes, YES)] * number, kind=SUPERVISION, submitted=submitted)


def add_victims(audit, number, *, yes, submitted=True):
    """Add this number of victim cases; `yes` of them are sufficient."""
    answers = [{VICTIM_QUESTION: YES if place < yes else NO} for place in range(number)]
    return add_answered(audit, answers, kind=VICTIMS, submitted=submitted)
