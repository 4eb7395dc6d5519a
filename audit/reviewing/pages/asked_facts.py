"""What the pages of a review show of the facts that it asks for first, and of what an answer changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.method.applicability import changed_questions
from audit.method.asked_facts import facts_to_ask
from audit.method.framework import Framework, Item, Prompt
from audit.models import Review, SampledCase
from audit.trail.case_facts import name_of_fact
from cases.counted import counted, plural
from cases.models import User


@dataclass(frozen=True)
class AskedFactLine:
    """A fact to find out. `questions`: (code, text) of those that hang on it, without prompts of such a question."""

    fact: str
    name: str
    questions: tuple[tuple[str, str], ...]

    @property
    def decides(self) -> str:
        number = len(self.questions)
        return f"{plural(number, 'whether this question is', 'which of these questions are')} asked"


def build_asked_facts(review: Review) -> tuple[AskedFactLine, ...]:
    """Return a line for each fact that the review still asks for."""
    framework = review.audit.framework
    return tuple(
        AskedFactLine(asked.fact, name_of_fact(asked.fact), tuple(_questions(framework, asked.questions)))
        for asked in facts_to_ask(framework, review.facts)
    )


def _questions(framework: Framework, codes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    with_prompts = {prompt.code for each in framework.key_questions if each.code in codes for prompt in each.prompts}
    for code in codes:
        question = framework.questions[code]
        if not isinstance(question, Prompt) or code not in with_prompts:
            yield question.shown_code, question.text


def what_changed(user: User, sampled: SampledCase, before: Mapping[str, object]) -> list[str]:
    """Say in sentences which answers of reviews that the user may see an answered fact set aside or brought back."""
    sentences = []
    for review in sampled.reviews.visible_to(user).prefetch_related("answers").order_by("pk"):
        answered = [answer.question for answer in review.answers.all() if answer.value is not None]
        changed = changed_questions(sampled.audit.framework, before, sampled.facts, answered)
        sentences += _sentences(sampled.audit.framework, changed.set_aside, "no longer needed and {} set aside")
        sentences += _sentences(sampled.audit.framework, changed.come_back, "needed again and {} restored")
    return sentences


def _sentences(framework: Framework, codes: tuple[str, ...], what: str) -> list[str]:
    if not codes:
        return []
    questions = [framework.questions[code] for code in codes]
    names = ", ".join(each.text if isinstance(each, Item) else each.code for each in questions)
    are = plural(len(codes), "is", "are")
    return [f"{counted(len(codes), 'answer')} {are} {what.format(are)}: {names}."]
