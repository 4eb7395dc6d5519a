"""A review as people would see it, of an example case without a record: nothing of it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass

from audit.instruments.conditions import name_in
from audit.method.asked_facts import facts_to_ask
from audit.method.framework import Framework
from audit.method.review_check import check_review
from audit.method.sections import sections_of, whole_of
from audit.reviewing.forms.review import SectionForm
from audit.reviewing.pages.review import build_review_page
from audit.reviewing.pages.section import SectionPage, build_section_page
from cases.counted import counted
from cases.models import User


@dataclass(frozen=True)
class ExamplePage:
    """The review of an example case as one section, and how much is asked; `section` is None if nothing is.

    `asked_first`: names of the facts that the reviewer would be asked for before these questions.
    """

    asked: str
    asked_first: tuple[str, ...]
    section: SectionPage | None


def build_example(framework: Framework, facts: Mapping[str, object], user: User) -> ExamplePage:
    """Build the review of a case with these facts."""
    check = check_review(framework, facts, {}, {})
    asked = f"{counted(len(check.asked), 'question')} of {len(framework.questions)} would be asked of this case."
    first = tuple(name_in(framework, each.fact) for each in facts_to_ask(framework, facts))
    if not check.asked:
        return ExamplePage(asked, first, None)
    form = SectionForm(section=whole_of(sections_of(framework, check.asked)), answers={})
    page = build_review_page(framework, check)
    return ExamplePage(asked, first, build_section_page(page, form, {}, user=user, stale={}))
