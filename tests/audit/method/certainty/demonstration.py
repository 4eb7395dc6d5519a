"""The demonstration's cases without a database, for tests of how sure a result is."""

from functools import cache

from audit.demonstration.suffolk import invent_cases
from audit.method.answers import Value
from audit.method.rating.audit import rate
from audit.method.rating.standard import Judgement
from audit.method.tally import tally_answers
from tests.audit.method.frameworks import shipped

JUDGED = {
    "1.1": Judgement("Good"),
    "1.2": Judgement("Requires improvement"),
    "1.3": Judgement("Requires improvement"),
}


@cache
def invented():
    """[{question code: Value}] of the 56 cases."""
    return [case.answers for case in invent_cases(shipped())]


def suffolk_rating(judgements=JUDGED):
    rows = [(code, value, ("all",)) for case in invented() for code, value in case.items()]
    return rate(shipped(), tally_answers(rows)["all"], cases=56, judgements=judgements)


def suffolk_answers():
    """For each case, whether it is sufficient in each key question."""
    return [tuple(case[q.code] == Value.YES for q in shipped().key_questions) for case in invented()]
