"""What a look asks beside its instrument: how it was read, the practitioner's view, whether something has to happen
today, and one thing done well. Each is a question too, so that one form and one script save them all."""

import functools
from dataclasses import replace

from audit.method.answers import COUNTED, FALLS_SHORT, Value
from audit.method.framework import Framework, Question
from audit.method.sections import Block, Section

OWN = "own."  # what the code of a question begins with where the practitioner's view of it is asked
MODE, TODAY, DIRECTION, WELL = "look.mode", "look.today", "look.direction", "look.well"
ABOUT_DIRECTION = "manager-direction"  # the question that asks whose the manager's last entry is
FEWEST_LOOKED_AT = 5
LONGEST_FINDING = 600  # characters

YES, NO = Value.YES, Value.NO
OF_THE_LOOK = {
    question.code: question
    for question in (
        Question(MODE, "How do you read the case record?", labels={YES: "I read alone", NO: "With the practitioner"}),
        Question(DIRECTION, "Whose is the last manager's entry?", labels={YES: "mine", NO: "someone else’s"}),
        Question(TODAY, "Does anything have to happen today to keep someone safe?", labels={NO: "No", YES: "Yes"}),
        Question(WELL, "One thing done well", labels={}),
    )
}


def own_view_of(question: Question) -> Question:
    """Return the question that asks for the practitioner's view."""
    labels = {value: label for value, label in question.labels.items() if value in COUNTED}
    return replace(question, code=f"{OWN}{question.code}", labels=labels)


@functools.lru_cache(maxsize=200)  # a save asks for it, and cases differ in few facts
def asked_in(framework: Framework, applicable: frozenset[str]) -> Section:
    """Return everything that a look asks, where the questions of these codes apply to the case."""
    asked = [question for question in framework.questions.values() if question.code in applicable]
    with_views = (each for question in asked for each in (question, own_view_of(question)))
    return Section("look", "The look", (Block("look", "The look", (*with_views, *OF_THE_LOOK.values())),))


def keys_of(question: Question) -> dict[Value, str]:
    """Return {answer: the digit that gives it}: 0 for what was not looked at, the others in their order from 1.

    Yes is 1 everywhere, so that fingers need not think.
    """
    looked = sorted((value for value in question.labels if value is not Value.NOT_LOOKED), key=lambda each: each != YES)
    return {value: str(at) for at, value in enumerate(looked, start=1)} | {Value.NOT_LOOKED: "0"}


def counts_as_no(value: int | None) -> bool:
    """Return whether the answer says that something is missing."""
    return value in FALLS_SHORT


def is_looked_at(value: int | None) -> bool:
    """Return whether the answer says that the person looked."""
    return value in COUNTED
