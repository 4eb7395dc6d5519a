"""How far the reviewers of an audit agree, question by question and pair by pair: what the page and the files print."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from audit.method.answers import Value
from audit.method.framework import Framework, KeyQuestion
from audit.method.reviewers.agreement import Agreement, Pair, agreement
from audit.reviewing.reads.case_reviews import CaseReviews
from cases.models import User

NO_REVIEWER = "No reviewer recorded"


class Person(NamedTuple):
    """Two people may have the same name. `number`: the primary key; 0 if no reviewer is recorded."""

    name: str
    number: int


@dataclass(frozen=True)
class Agreements:
    """The Agreement on each key question, in the framework's order, and of each pair of people, by name.

    `cases` counts the cases compared, and `planned` those that get a second review. `sent_back` counts those left out:
    a review was sent back after both were submitted, so its reviewer may have seen the other.
    """

    cases: int
    planned: int
    sent_back: int
    questions: tuple[tuple[KeyQuestion, Agreement], ...]
    pairs: tuple[tuple[tuple[Person, Person], Agreement], ...]


def agreements_of(framework: Framework, cases: Iterable[CaseReviews]) -> Agreements:
    """Compare the reviewers' own answers, never the agreed ones, and only those given without seeing the other's."""
    cases = list(cases)
    # agreed answers are left out: they follow from talking, and would make every pair look alike
    reviewed_twice = [case for case in cases if case.both_submitted and case.is_blind]
    by_question: dict[str, list[Pair]] = defaultdict(list)
    by_pair: dict[tuple[Person, Person], list[Pair]] = defaultdict(list)
    for case in reviewed_twice:
        for question in framework.key_questions:
            if answers := case.answers_to(question.code):
                by_question[question.code].append(answers)
                people, in_order = _in_order(case, answers)
                by_pair[people].append(in_order)
    offered = {value for question in framework.key_questions for value in question.labels}
    return Agreements(
        cases=len(reviewed_twice),
        planned=sum(case.second is not None for case in cases),
        sent_back=sum(not case.is_blind for case in cases),
        questions=tuple((q, agreement(by_question[q.code], q.labels)) for q in framework.key_questions),
        pairs=tuple((people, agreement(by_pair[people], offered)) for people in sorted(by_pair)),
    )


def _in_order(case: CaseReviews, answers: Pair) -> tuple[tuple[Person, Person], tuple[Value, Value]]:
    """Return both people and their answers in the order of their names, so that who came first makes no second pair."""
    people = [_person(each.review.reviewer) for each in (case.first, case.second) if each]
    (one, first), (other, second) = sorted(zip(people, answers, strict=True))
    return (one, other), (first, second)


def _person(user: User | None) -> Person:
    return Person(str(user), user.pk) if user else Person(NO_REVIEWER, 0)
