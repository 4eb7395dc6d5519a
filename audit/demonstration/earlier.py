"""Forty-eight invented cases of an audit a year before the demonstration's, so that there is something to compare.

Nothing about them was published. They are cases of the demonstration, changed in a few questions.
"""

import random
from copy import deepcopy
from datetime import timedelta

from audit.demonstration.comments import comments_on
from audit.demonstration.suffolk import InventedCase, invent_cases
from audit.method.answers import Value
from audit.method.framework import Framework, KeyQuestion

CASES = 48
YEAR = timedelta(weeks=52)
# How many of the cases were sufficient: in these questions something changes, in the others only chance does.
SUFFICIENT = {"2.1.3": 17, "2.2.1": 15, "2.2.2": 21, "2.3.3": 12, "2.4.1": 32}


def invent_earlier_cases(framework: Framework) -> list[InventedCase]:
    """Return the invented cases of the earlier audit in the order of their numbers."""
    dice = random.Random("suffolk a year before")  # noqa: S311 - invented data, nothing secret
    cases = deepcopy(dice.sample(invent_cases(framework), CASES))
    for number, case in enumerate(cases, start=1):
        case.number = number
        case.facts |= {"reference": f"EARLIER-{number:03}"}
        case.facts |= {day: case.facts[day] - YEAR for day in ("date_of_birth", "start_date", "end_date")}
    for question in framework.key_questions:
        if question.code in SUFFICIENT:
            _turn(question, cases, SUFFICIENT[question.code])
    for case in cases:
        case.comments = comments_on(case.number, case.answers)
    return cases


def _turn(question: KeyQuestion, cases: list[InventedCase], sufficient: int) -> None:
    """Make this number of cases sufficient: they take their answers, with prompts, from others of their kind."""
    ranked = sorted(cases, key=lambda case: case.quality)
    yes = [case for case in ranked if case.answers[question.code] == Value.YES]
    no = [case for case in reversed(ranked) if case.answers[question.code] != Value.YES]
    turned, donors = (yes[: len(yes) - sufficient], no) if len(yes) > sufficient else (no[: sufficient - len(yes)], yes)
    for place, case in enumerate(turned):
        alike = [donor for donor in donors if donor.facts["sentence_type"] == case.facts["sentence_type"]]
        given = alike[place % len(alike)].answers
        case.answers |= {asked.code: given[asked.code] for asked in (question, *question.prompts)}
