"""How far reviewers agree on each key question, and how far each pair of them does, ready to print."""

from dataclasses import dataclass

from audit.method.reviewers.agreement import FEWEST, Agreement, Coefficient
from audit.moderating.agreements import agreements_of

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
    """How far reviewers agree, and on how many cases that rests: the numbers are those of Agreements.

    `of_all`, `of_questions` and `of_pairs` say why no line of that kind has a coefficient.
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
    """Build the ConsistencyPage from an audit's CaseReviews; see agreements_of for what it compares."""
    found = agreements_of(framework, cases)
    questions = [(question.code, question.text, each) for question, each in found.questions]
    pairs = [(" and ".join(person.name for person in people), "", each) for people, each in found.pairs]
    of_questions, of_pairs = _why_too_few("key question", questions), _why_too_few("pair of reviewers", pairs)
    of_all = of_questions and of_pairs and _why_too_few("key question and every pair of reviewers", questions + pairs)
    return ConsistencyPage(
        found.cases,
        found.planned,
        found.sent_back,
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
