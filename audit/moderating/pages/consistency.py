"""How far reviewers agree on each key question, and how far each pair of them does, ready to print."""

from collections import defaultdict
from dataclasses import dataclass

from audit.method.reviewers.agreement import FEWEST, Agreement, Coefficient, agreement

NOBODY = "No reviewer recorded"
TOO_FEW = f"Fewer than {FEWEST}: too few to tell agreement from chance"
ALWAYS_THE_SAME = "Not defined: a reviewer gave the same answer every time"


@dataclass(frozen=True)
class ConsistencyLine:
    """The agreement of `n` pairs of answers. `why` explains missing coefficients, unless the page does above."""

    name: str
    text: str
    n: int
    exact: str
    kappa: str
    ac1: str
    why: str


@dataclass(frozen=True)
class ConsistencyPage:
    """How far reviewers agree, and on how many cases that rests.

    `cases` counts the cases compared, and `planned` those that get a second review. `sent_back` counts those left out:
    a review was sent back after both were submitted, so its reviewer may have seen the other. `of_all`, `of_questions`
    and `of_pairs` say why no line of that kind has a coefficient.
    """

    cases: int
    planned: int
    sent_back: int
    questions: tuple[ConsistencyLine, ...]
    pairs: tuple[ConsistencyLine, ...]
    of_all: str
    of_questions: str
    of_pairs: str


def build_consistency_page(framework, cases):
    """Build the ConsistencyPage from an audit's CaseReviews.

    It compares the reviewers' own answers, never the agreed ones, and only those given without seeing the other's.
    """
    # agreed answers are left out: they follow from talking, and would make every pair look alike
    reviewed_twice = [case for case in cases if case.both_submitted and case.is_blind]
    by_question, by_pair = defaultdict(list), defaultdict(list)
    for case in reviewed_twice:
        for question in framework.key_questions:
            answers = case.answers_to(question.code)
            if answers:
                by_question[question.code].append(answers)
                pair, in_order = _pair_in_order(case, answers)
                by_pair[pair].append(in_order)
    offered = {value for question in framework.key_questions for value in question.labels}
    questions = [(q.code, q.text, agreement(by_question[q.code], q.labels)) for q in framework.key_questions]
    pairs = [(_pair_name(pair), "", agreement(by_pair[pair], offered)) for pair in sorted(by_pair)]
    of_questions, of_pairs = _why_too_few("key question", questions), _why_too_few("pair of reviewers", pairs)
    of_all = of_questions and of_pairs and _why_too_few("key question and every pair of reviewers", questions + pairs)
    return ConsistencyPage(
        len(reviewed_twice),
        sum(case.second is not None for case in cases),
        sum(not case.is_blind for case in cases),
        tuple(_consistency_line(*each, said_above=bool(of_questions)) for each in questions),
        tuple(_consistency_line(*each, said_above=bool(of_pairs)) for each in pairs),
        of_all,
        "" if of_all else of_questions,
        "" if of_all else of_pairs,
    )


def _why_too_few(of_what, found):
    """Why none of these (name, text, Agreement) has a coefficient, or "" where at least one has."""
    if any(each.is_enough for *_, each in found):
        return ""
    return f"Every {of_what} has fewer than {FEWEST} pairs of answers: too few to tell agreement from chance."


def _pair_in_order(case, answers):
    """((person, person), (answer, answer)) in the order of their names, so that who came first makes no second pair."""
    people = [_person(each.review.reviewer) for each in (case.first, case.second)]
    (one, first), (other, second) = sorted(zip(people, answers, strict=True))
    return (one, other), (first, second)


def _person(user):
    """(name, number), since two people may have the same name."""
    return (str(user), user.pk) if user else (NOBODY, 0)


def _pair_name(pair):
    return " and ".join(name for name, _ in pair)


def _consistency_line(name, text, found: Agreement, *, said_above):
    exact = "" if found.percent is None else f"{found.percent}%, {found.same} of {found.n}"
    if not found.is_enough:
        too_few = "" if said_above else TOO_FEW
        return ConsistencyLine(name, text, found.n, exact, "", "", too_few if found.n else "No case yet")
    kappa = _coefficient_text(found.kappa) if found.kappa else ALWAYS_THE_SAME
    return ConsistencyLine(name, text, found.n, exact, kappa, _coefficient_text(found.ac1), "")


def _coefficient_text(coefficient: Coefficient):
    if coefficient.low is None:
        return f"{coefficient.value:.2f} (no interval: {'all' if coefficient.value > 0 else 'none'} agree)"
    return f"{coefficient.value:.2f} ({coefficient.low:.2f} to {coefficient.high:.2f})"
