"""What the form of the page of groups offers, in words."""

from typing import Any

from audit.method.framework import Framework, Question
from audit.method.words import Words
from audit.results.groups.choice import GroupChoice, facts_to_cross
from audit.results.groups.pages.names import title_of
from audit.results.report import Report


def form_of_choice(choice: GroupChoice, report: Report) -> dict[str, Any]:
    """Return the arguments of the GroupsForm that shows this choice and offers every other."""
    facts = [(fact, title_of(fact)) for fact in facts_to_cross()] if choice.may_cross else []
    first, second = choice.crossed or ("", "")
    initial = {"question": choice.question.code, "more": choice.more, "cross": first, "by": second}
    return {"questions": offered_in_form(report.framework, report.words), "facts": facts, "initial": initial}


def offered_in_form(framework: Framework, words: Words) -> list[tuple[str, Any]]:
    """Return [(title, [(code, name)])]: the key questions by standard, then the other measures."""
    standards = [(f"{each.code} {each.title}", each.key_questions) for each in framework.standards if each.from_cases]
    groups = [*standards, *((group.title, group.items) for group in framework.item_groups)]
    return [(title, [(each.code, name_in_lists(each, words)) for each in asked]) for title, asked in groups]


def name_in_lists(question: Question, words: Words) -> str:
    """Return the code and the short title; without a short title the whole text."""
    title = words.short_titles.get(question.code, question.text)
    return f"{question.shown_code} {title}".strip()
