"""From the answers in the database to tallies: one query, whatever the grouping. No percentages, no ratings."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Aggregate, Q, TextField
from django.db.models import Value as Constant

from audit.method.answers import Value
from audit.method.applicability import applicable_questions, questions_by_facts
from audit.method.tally import Tally, tally_answers
from audit.models import Answer, Review

EVERY_CASE = ("every case", "")


@dataclass(frozen=True)
class RollUp:
    """An audit's counted answers.

    `cases`: submitted reviews. `asked`: {question code: cases it applies to}.
    `tallies`: {group: {question code: Tally}}, where a group is EVERY_CASE or (fact, its value).
    `set_aside`: answers that stay stored but do not count, since the facts say their question does not apply.
    `unknown`: answers to questions that the framework does not have.
    """

    cases: int
    asked: dict[str, int]
    tallies: dict[tuple, dict[str, Tally]]
    set_aside: int
    unknown: int

    @property
    def overall(self):
        return self.tallies.get(EVERY_CASE, {})

    def as_json(self):
        """What sign-off stores: the tally rows of every case, without groups, which could point to single cases."""
        tallies = {code: [t.yes, t.no, t.not_applicable, t.absent] for code, t in self.overall.items()}
        counts = {"cases": self.cases, "set_aside": self.set_aside, "unknown": self.unknown}
        return counts | {"asked": self.asked, "tallies": tallies}

    @classmethod
    def from_json(cls, stored):
        """The RollUp that as_json was made of."""
        tallies = {code: Tally(*counts) for code, counts in stored["tallies"].items()}
        return cls(**stored | {"tallies": {EVERY_CASE: tallies}})


@dataclass(frozen=True)
class CountedCase:
    """The counted answers of one case: {question code: Value}, and its comments, {question code: text}.

    `counts_since`: when its review was submitted. `restricted`: nobody may see it any more.
    """

    number: int
    counts_since: datetime
    restricted: bool
    answers: dict[str, Value]
    comments: dict[str, str]


def roll_up(audit, *, by=()):
    """Tally an audit's counted answers, for every case and for each value of the facts in `by`.

    What was signed off is read from the audit and costs no query; its groups are counted while its cases are kept.
    """
    if audit.snapshot and (audit.removed_at or not by):
        return RollUp.from_json(audit.snapshot["rolled_up"])
    framework, reviews = audit.framework, _fetch(audit)
    asked = _asked(framework, reviews)
    counted, unknown = [], 0
    for review in reviews:
        groups = (EVERY_CASE, *((fact, review.facts.get(fact)) for fact in by))
        counted += [(code, value, groups) for code, value in review.answers.items() if code in asked[review.number]]
        unknown += len(review.answers.keys() - framework.questions.keys())
    return RollUp(
        cases=len(reviews),
        asked=dict(Counter(code for codes in asked.values() for code in codes)),
        tallies=tally_answers(counted),
        set_aside=sum(len(review.answers) for review in reviews) - len(counted) - unknown,
        unknown=unknown,
    )


def tally_cases(audit, numbers):
    """{question code: Tally} of the counted answers of the cases of these numbers in their audit; one query."""
    if audit.removed_at or not numbers:
        return {}
    reviews = [review for review in _fetch(audit) if review.number in numbers]
    asked = _asked(audit.framework, reviews)
    rows = (
        (code, value, (EVERY_CASE,))
        for review in reviews
        for code, value in review.answers.items()
        if code in asked[review.number]
    )
    return tally_answers(rows).get(EVERY_CASE, {})


def answers_by_case(audit):
    """{number of the Case, as text: {question code: value}} of the audit's counted answers; two queries."""
    cases = dict(audit.sampled_cases.values_list("number", "case"))
    reviews = _fetch(audit)
    asked = _asked(audit.framework, reviews)
    return {
        str(cases[review.number]): {c: value for c, value in review.answers.items() if c in asked[review.number]}
        for review in reviews
    }


def counted_cases(audit):
    """The CountedCases behind an audit's figures, in the order of their numbers; one query. Of a restricted case nobody
    reads the comments."""
    readable = Q(answers__comment__gt="", sampled_case__case__restricted_digest="")
    comments = _Gathered("answers__question", "answers__comment", filter=readable)
    reviews = _fetch(audit, comments)
    asked = _asked(audit.framework, reviews)
    cases = []
    for review in reviews:
        answers = {code: Value(value) for code, value in review.answers.items() if code in asked[review.number]}
        comments = {code: text for code, text in review.comments.items() if code in answers}
        cases.append(CountedCase(review.number, review.submitted_at, review.restricted, answers, comments))
    return cases


def cases_by_answer(audit, question, sampled_cases):
    """{Value: [Answer]} of those among `sampled_cases` (a queryset) that count; one query."""
    found, framework = {}, audit.framework  # once: it looks whether its file has changed
    answers = Answer.objects.counted().filter(
        question=question, review__sampled_case__in=sampled_cases.filter(audit=audit)
    )
    related = answers.select_related("review__sampled_case__case__team", "review__sampled_case__case__practitioner")
    for answer in related.order_by("review__sampled_case__number"):
        if question in applicable_questions(framework, answer.review.facts):
            found.setdefault(Value(answer.value), []).append(answer)
    return found


class _Review(NamedTuple):
    """What is stored of a review that counts: {fact: value}, {question code: value}, {question code: text}."""

    number: int
    submitted_at: datetime
    restricted: bool
    facts: dict
    answers: dict
    comments: dict


class _Gathered(Aggregate):
    """A JSON text of {question code: value}, put together by the database: one row per review instead of ninety."""

    function = "JSON_GROUP_OBJECT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        sql, params = super().as_sql(compiler, connection, function="JSON_OBJECT_AGG", **context)
        return f"({sql})::text", params


def _fetch(audit, comments=None):
    """One _Review per case that counts, by its number, in one query; without `comments` (an expression) no comments.

    What was agreed about a case stands in place of what its first review says.
    """
    values = _Gathered("answers__question", "answers__value", filter=Q(answers__value__isnull=False))
    reviews = Review.objects.counted().filter(sampled_case__audit=audit)
    gathered = reviews.annotate(values=values, comments=comments or Constant("{}"))
    case = ("sampled_case__number", "submitted_at", "sampled_case__case__restricted_digest", "sampled_case__facts")
    rows = gathered.values_list("part", *case, "values", "comments")
    agreed, first = [], []
    for part, *row in rows.order_by("sampled_case__number"):
        (agreed if part == Review.Part.AGREED else first).append(_review(*row))
    instead = {review.number: review for review in agreed}
    return [_settled(review, instead[review.number]) if review.number in instead else review for review in first]


def _settled(review, agreed):
    """The _Review with the agreed answers, and their reasons, in place of its own."""
    kept = {code: text for code, text in review.comments.items() if code not in agreed.answers}
    return review._replace(answers=review.answers | agreed.answers, comments=kept | agreed.comments)


def _review(number, submitted_at, digest, facts, values, comments):
    """Values and comments as JSON, None where there are none."""
    return _Review(number, submitted_at, bool(digest), facts, json.loads(values or "{}"), json.loads(comments or "{}"))


def _asked(framework, reviews):
    """{case number: codes of the questions it is asked}."""
    asked_of = questions_by_facts(framework)
    return {review.number: asked_of(review.facts) for review in reviews}
