"""The ids by which the values of facts stand in files. Later versions keep them, and only add others."""

from audit.method.answers import Value
from audit.method.framework import Question

ANSWER_IDS = {Value.YES: "yes", Value.NO: "no", Value.NOT_APPLICABLE: "not_applicable", Value.ABSENT: "absent"}
NOT_KNOWN = "not_known"
WITH_SPACES = {"age_band", "oversight"}  # whose values the method writes as people read them


def value_id(fact: str, value: str) -> str:
    """Return the id of a fact's value, such as "18_to_25"; a text such as a team stands for itself."""
    return value.replace(" ", "_") if fact in WITH_SPACES else value


def answer_id(question: Question, value: int) -> str:
    """Return the id of an answer: the key that the framework's file gives it, or else one of ANSWER_IDS."""
    key = question.key(value)
    return ANSWER_IDS.get(Value(value), key) if key == Value(value).key else key
