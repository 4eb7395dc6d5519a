"""What the pages show on which a fact of a case is corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from audit.method.applicability import changed_questions
from audit.method.asked_facts import NOT_IN_RECORD
from audit.method.framework import Item
from audit.models import Audit, SampledCase
from audit.trail.case_facts import FACTS, fact_in_words, name_of_fact
from cases.counted import counted, plural
from cases.models import User

SET_ASIDE = "would no longer be needed and would be set aside"
COME_BACK = "would be needed again and restored"
HIDDEN = "You will see what changes in the other review after you submit yours."


@dataclass(frozen=True)
class FactLine:
    """A fact: its name in the code, its name for people, and its value in the audit."""

    fact: str
    name: str
    value: str


def build_facts(sampled: SampledCase) -> list[FactLine]:
    """Return a line for each fact of the case."""
    return [FactLine(fact, name_of_fact(fact), _in_words(sampled, fact)) for fact in FACTS]


def _in_words(sampled: SampledCase, fact: str) -> str:
    not_said = fact in sampled.facts.get(NOT_IN_RECORD, ())
    return "The case record does not say" if not_said else fact_in_words(fact, sampled.facts.get(fact))


def what_follows(user: User, sampled: SampledCase, fact: str, value: Any) -> list[str]:
    """Say in sentences what a new value of the fact does to the reviews of the case.

    Reviews that the user may not see yet, since they still have to judge the case themselves, are left out.
    """
    framework, after = sampled.audit.framework, sampled.facts | {fact: value}
    shown = sampled.reviews.visible_to(user)
    sentences = [HIDDEN] if sampled.reviews.exclude(pk__in=shown.values("pk")).exists() else []
    for review in shown.prefetch_related("answers").order_by("pk"):
        answered = [answer.question for answer in review.answers.all() if answer.value is not None]
        changed = changed_questions(framework, sampled.facts, after, answered)
        sentences += [f"{review.get_part_display()}: {sentence}" for sentence in _sentences(framework, review, changed)]
    return sentences or ["No answers would be set aside or restored."]


def _sentences(framework, review, changed) -> Iterator[str]:
    for codes, what_happens in ((changed.set_aside, SET_ASIDE), (changed.come_back, COME_BACK)):
        if codes:
            yield f"{counted(len(codes), 'answer')} {what_happens}: {_names(framework, codes)}."
    if changed.unanswered and review.part != review.Part.AGREED:
        later = " The review is submitted: send it back to have this answered." if review.submitted_at else ""
        number, names = len(changed.unanswered), _names(framework, changed.unanswered)
        have = plural(number, "has", "have")
        yield f"{counted(number, 'question')} would be asked but {have} no answer: {names}.{later}"


def _names(framework, codes):
    questions = [framework.questions[code] for code in codes]
    return ", ".join(each.text if isinstance(each, Item) else each.code for each in questions)


def open_audits_of_case(user: User, sampled: SampledCase) -> QuerySet[Audit]:
    """Return the other open audits in which the case counts, as far as the user may see their results."""
    others = Audit.objects.with_results_visible_to(user).exclude(pk=sampled.audit_id).filter(signed_off_at=None)
    return others.filter(sampled_cases__case=sampled.case_id, sampled_cases__replaced_at=None).order_by("title")
