"""How strict the lowest-score rule is: how often it gives the lowest rating to work that just reaches the next one."""

from audit.method.framework import Framework
from audit.method.rating.banding import least_yes


def chance_of_lowest(framework: Framework, cases: int, questions: int) -> float:
    """Return the largest chance that a standard gets the lowest rating although each of its `questions` is truly where
    the second band begins. `cases`: the size of the samples.

    It is largest if the questions do not hang together: then one of them falls short most easily.
    """
    from scipy.special import betainc  # 0.3 s

    share = framework.rating_bands[1].from_percent / 100
    needed = least_yes(framework, cases, framework.rating_bands[1])
    # the chance of fewer than `needed`: the sum of its binomial terms overflows with thousands of cases
    short = float(betainc(cases - needed + 1, needed, 1 - share)) if needed else 0.0
    return 1 - (1 - short) ** questions
