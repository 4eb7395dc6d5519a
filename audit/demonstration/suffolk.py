"""Fifty-six invented cases whose answers give the published figures of the Suffolk inspection, always the same.

No case, reference, practitioner or comment is real.
"""

import functools
import random
from dataclasses import dataclass, field

from audit.demonstration.comments import comments_on
from audit.demonstration.facts import TEAMS, invent_facts, share_out_facts, share_out_practitioners
from audit.demonstration.figures import CASES, counts_of, published_figures
from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.framework import Framework

# (yes, applicable) where nothing was published: chosen near the key question, so that the figures make sense together.
CHOSEN = {
    "2.1.1a": (36, 56), "2.1.1c": (36, 56), "2.1.1d": (33, 56), "2.1.2c": (39, 56), "2.1.3a": (30, 56),
    "2.1.3b": (26, 56), "2.1.3c": (24, 54), "2.2.1a": (24, 56), "2.2.1d": (29, 56), "2.2.1e": (30, 56),
    "2.2.2a": (36, 56), "2.2.2b": (35, 56), "2.2.2c": (38, 56), "2.2.3a": (28, 56), "2.2.3b": (30, 56),
    "2.2.3c": (22, 50), "2.3.1a": (33, 56), "2.3.1b": (42, 56), "2.3.1d": (9, 19), "2.3.1e": (20, 41),
    "2.3.1f": (21, 33), "2.3.1g": (11, 22), "2.3.2b": (26, 56), "2.3.2c": (19, 48), "2.3.2d": (14, 38),
    "2.3.2e": (22, 56), "2.3.2f": (20, 52), "2.3.3a": (18, 56), "2.3.3b": (13, 52), "2.4.1a": (33, 56),
    "2.4.1b": (30, 52), "2.4.1c": (22, 47), "2.4.2a": (21, 54), "2.4.2b": (24, 54), "2.4.2c": (18, 49),
    "2.4.2d": (22, 47), "domestic-abuse-information-requested": (51, 56),
    "domestic-abuse-information-received": (46, 56), "child-safeguarding-information-received": (35, 51),
    "domestic-abuse-information-renewed": (13, 34), "child-safeguarding-information-renewed": (10, 29),
    "assessment-countersigned": (21, 30), "practitioner-interviewed": (39, 56),
    # published without a count of all cases it applied to: 9 improved and 39 not; 6 improved
    "offending-factors-improved": (9, 48), "harm-factors-improved": (6, 45),
}  # fmt: skip
OVERSIGHT_ABSENT = 16  # of the 37 cases in which oversight was published as "ineffective or absent"


# Questions on one subject share who it applies to and who did well at it: what was sufficient had been requested.
SUBJECT_OF = {
    **dict.fromkeys(("2.4.1c", "2.4.2d", "2.4.3d"), "written review"),
    **{f"domestic-abuse-information-{step}": "domestic abuse" for step in ("requested", "received", "sufficient")},
    **{f"child-safeguarding-information-{step}": "safeguarding" for step in ("requested", "received", "sufficient")},
    **dict.fromkeys(("unemployed-at-start", "unemployed-now"), "work"),
    **{f"court-report-child-safeguarding-{step}": "court safeguarding" for step in ("requested", "sufficient")},
}
ONLY_WHERE_YES = {"court-report-child-safeguarding-sufficient": "court-report-child-safeguarding-requested"}
ONLY_WITH_FLAG = {"domestic-abuse-multi-agency": "ADVP"}


# Published in words without figures: in which group of cases the work was better.
BETTER_FOR = {
    "men": ("2.2.3a", "2.2.3d"),
    "women": ("2.2.1b", "2.4.1b", "2.4.2c", "2.4.3b", "2.4.3c"),
    "community": ("2.1.1a", "2.2.1", "2.3.2d", "2.3.3d", "2.3.3e"),
    "PO": ("2.4.1c", "2.4.2d"),
}
BETTER = {"women": 1.2, "men": 0.7, "community": 0.7, "PO": 0.7}  # added to a leaning, whose spread is about 1.2


@dataclass
class InventedCase:
    """A case with its facts (fields of Case), where it sits, and its answers and comments by question code."""

    number: int
    facts: dict
    team: str = ""
    practitioner: str = ""
    quality: float = 0
    answers: dict[str, Value] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


def invent_cases(framework: Framework) -> list[InventedCase]:
    """Return the 56 invented cases in the order of their numbers."""
    cases = [InventedCase(number, invent_facts(number)) for number in range(1, CASES + 1)]
    share_out_facts(cases)
    share_out_practitioners(cases)
    for case in cases:
        case.quality = _dice("quality", case.number).gauss(0, 1)
    for code, question in framework.questions.items():
        _answer(framework, question, [case for case in cases if code in applicable_questions(framework, case.facts)])
    _mark_absent_oversight(cases)
    for case in cases:
        case.comments = comments_on(case.number, case.answers)
    return cases


@functools.cache
def targets() -> dict[str, tuple[int, int]]:
    """Return {question code: (yes, applicable)} for every question: as published, or else chosen by us."""
    whole = [figure for figure in published_figures() if figure.applicable and figure.group != "minority ethnic"]
    return CHOSEN | {figure.question: counts_of(figure) for figure in whole}


def _answer(framework, question, asked):
    """Answer a question so that the numbers of yes and applicable come out, in the cases that lean most that way."""
    yes, applicable = targets()[question.code]
    subject = SUBJECT_OF.get(question.code, question.code)
    in_need = sorted(asked, key=lambda case: _need(question.code, subject, case))[:applicable]
    best = sorted(in_need, key=lambda case: _leaning(framework, question.code, subject, case), reverse=True)
    if question.code == "2.1.1":
        best = _one_of_the_minority_first(best, yes)
    for case in asked:
        case.answers[question.code] = Value.NOT_APPLICABLE
    for place, case in enumerate(best):
        case.answers[question.code] = Value.YES if place < yes else Value.NO


def _need(code, subject, case):
    """Return a number that is small in the cases to which the question applies most."""
    if code in ONLY_WHERE_YES:
        return case.answers[ONLY_WHERE_YES[code]]
    if code in ONLY_WITH_FLAG:
        return ONLY_WITH_FLAG[code] not in case.facts["flags"]
    return _dice("need", subject, case.number).random()


def _leaning(framework, code, subject, case):
    """Return how far the case leans to yes. A key question and its prompts lean the same way."""
    topic = next((q.code for q in framework.key_questions if code.startswith(q.code)), subject)
    own = 0 if subject != code else _dice("own", code, case.number).gauss(0, 0.25)
    better = sum(BETTER[group] for group in _groups_of(case) if code in BETTER_FOR.get(group, ()))
    return case.quality + _dice("topic", topic, case.number).gauss(0, 0.6) + own + better


def _groups_of(case):
    """Return the groups that the case is in, some of which BETTER_FOR names."""
    grade = next(grade for team in TEAMS.values() for name, grade in team if name == case.practitioner)
    sex = "women" if case.facts["sex"] == "female" else "men"
    return sex, "licence" if case.facts["sentence_type"] == "licence" else "community", grade


def _one_of_the_minority_first(best, yes):
    """Move one minority ethnic case up: as published, one of five was sufficiently engaged in assessment."""
    minority = [case for case in best if case.facts["ethnic_group"] != "white"]
    others = [case for case in best if case not in minority]
    return [minority[0], *others[: yes - 1], *minority[1:], *others[yes - 1 :]]


def _mark_absent_oversight(cases):
    """Mark oversight as absent in the weakest of the cases without effective oversight."""
    without = [case for case in cases if case.answers["management-oversight"] == Value.NO]
    for case in sorted(without, key=lambda case: case.quality)[:OVERSIGHT_ABSENT]:
        case.answers["management-oversight"] = Value.ABSENT


def _dice(*names):
    """Return a fixed source of numbers for each purpose, so that changing one leaves the others alone."""
    return random.Random(" ".join(map(str, ("suffolk", *names))))  # noqa: S311 - invented data, nothing secret
