"""From the answers in the database to tallies: one query, whatever the grouping. No percentages, no ratings."""

import functools
import json
from collections import Counter
from dataclasses import dataclass

from django.db.models import F, TextField
from django.db.models import Value as Constant
from django.db.models.functions import Cast, JSONObject

from audit.method.answers import Value
from audit.method.applicability import applicable_questions
from audit.method.tally import Tally, tally_answers
from audit.models import Answer, Review
from cases.models import Case

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


@dataclass(frozen=True)
class CaseAnswers:
    """The counted answers of one case: {question code: Value}, and its comments, {question code: text}."""

    number: int
    answers: dict[str, Value]
    comments: dict[str, str]


def roll_up(audit, *, by=()):
    """Tally an audit's counted answers, for every case and for each value of the facts in `by`."""
    framework = audit.framework  # once: it looks whether its file has changed
    facts, answers = _fetch(audit)
    asked = _asked(framework, facts)
    groups = {case: (EVERY_CASE, *((fact, known[fact]) for fact in by)) for case, known in facts.items()}
    counted = [(question, value, groups[case]) for case, question, value, _ in answers if question in asked[case]]
    return RollUp(
        cases=len(facts),
        asked=dict(Counter(code for codes in asked.values() for code in codes)),
        tallies=tally_answers(counted),
        set_aside=sum(code in framework.questions and code not in asked[case] for case, code, _, _ in answers),
        unknown=sum(code not in framework.questions for _, code, _, _ in answers),
    )


def counted_cases(audit):
    """The CaseAnswers behind an audit's figures, in the order of their numbers; one query."""
    facts, answers = _fetch(audit, text=F("comment"))
    asked = _asked(audit.framework, facts)
    cases = {number: CaseAnswers(number, {}, {}) for number in sorted(facts)}
    for number, question, value, comment in answers:
        if question in asked[number]:
            cases[number].answers[question] = Value(value)
            if comment:
                cases[number].comments[question] = comment
    return list(cases.values())


def cases_by_answer(audit, question, sampled_cases):
    """{Value: [Answer]} of those among `sampled_cases` (a queryset) that count; one query."""
    found, framework = {}, audit.framework
    answers = Answer.objects.counted().filter(
        question=question, review__sampled_case__in=sampled_cases.filter(audit=audit)
    )
    related = answers.select_related("review__sampled_case__case__team", "review__sampled_case__case__practitioner")
    for answer in related.order_by("review__sampled_case__number"):
        if question in applicable_questions(framework, facts_of(answer.review.sampled_case.case)):
            found.setdefault(Value(answer.value), []).append(answer)
    return found


def facts_of(case):
    """{fact: value} of a Case, for the framework's conditions."""
    return {fact: getattr(case, fact) for fact in case.FACTS}


def _fetch(audit, text=None):
    """({case number: its facts}, [(case number, question code, value, text)]) of what counts, in one query.

    The facts come as one further row per case, in JSON: beside every single answer they would take three times as long.
    """
    case = "review__sampled_case__number"
    answers = Answer.objects.counted().filter(review__sampled_case__audit=audit).annotate(text=text or Constant(""))
    columns = {fact: f"sampled_case__case__{fact}" for fact in Case.FACTS}
    facts = Review.objects.counted().filter(sampled_case__audit=audit)
    facts = facts.annotate(none=Constant(""), zero=Constant(0), facts=Cast(JSONObject(**columns), TextField()))
    rows = answers.values_list(case, "question", "value", "text").union(
        facts.values_list("sampled_case__number", "none", "zero", "facts"), all=True
    )
    found = list(rows)
    return {row[0]: _facts(row[3]) for row in found if not row[1]}, [row for row in found if row[1]]


def _facts(text):
    """{fact: value} from JSON, in which SQLite writes 0 and 1 for no and yes."""
    facts = json.loads(text)
    return facts | {fact: bool(facts[fact]) for fact in Case.YES_OR_NO if facts[fact] is not None}


def _asked(framework, facts):
    """{case number: codes of the questions it is asked}; cases with the same facts are worked out once."""
    of_kind = functools.cache(lambda kind: applicable_questions(framework, dict(kind)))
    return {case: of_kind(tuple(known.items())) for case, known in facts.items()}
