"""Show a review on one page to print: to fill in by hand, or with the answers that it has."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import refuse_case
from audit.method.applicability import applicable_questions
from audit.method.asked_facts import waiting_questions
from audit.method.framework import Item, KeyQuestion
from audit.method.sections import sections_of
from audit.models import Review
from audit.reviewing.access import show_what_to_read_first
from audit.reviewing.pages.asked_facts import build_asked_facts
from audit.reviewing.pages.case import facts_in_words
from audit.reviewing.reads.agreed_notes import agreed_notes
from audit.trail.actions import record_case_view


@dataclass(frozen=True)
class PaperLine:
    """A question with its boxes, (label, whether ticked), and the comment on it."""

    shown_code: str
    text: str
    look_for: str
    is_judgement: bool
    boxes: tuple[tuple[str, bool], ...]
    comment: str
    agreed: str


@require_safe
def review_paper(request, review):
    """Shows the whole review, also where it is submitted or signed off, but not while it waits for a reading."""
    review = Review.objects.on_paper_for(request.user).for_page().filter(pk=review).first() or refuse_case(request.user)
    if waits := show_what_to_read_first(request, review):
        return waits
    record_case_view(
        audit=review.audit, sampled=review.sampled_case, what=f"the {review.name} on paper", by=request.user
    )
    context = {
        "review": review,
        "facts": facts_in_words(review.sampled_case),
        "to_find_out": build_asked_facts(review),
        "sections": _sections(review, review.answers_by_code(), agreed_notes(review.audit)),
        "framework": review.audit.framework,
    }
    return render(request, "audit/reviewing/review_paper.html", context)


def _sections(review, answers, agreed):
    """[(title, [(title of a key question or group of items, [PaperLine])])]"""
    framework = review.audit.framework
    printed = applicable_questions(framework, review.facts) | waiting_questions(framework, review.facts)
    sections = sections_of(framework, printed)
    return [(section.title, [_block(block, answers, agreed) for block in section.blocks]) for section in sections]


def _block(block, answers, agreed):
    codes = {question.code: question for question in block.questions}
    return block.title, [_paper_line(each, answers.get(code), agreed.get(code, "")) for code, each in codes.items()]


def _paper_line(question, answer, agreed):
    value = answer.value if answer else None
    return PaperLine(
        "" if isinstance(question, Item) else question.code,
        question.text,
        question.look_for,
        isinstance(question, KeyQuestion),
        tuple((label, each == value) for each, label in question.labels.items()),
        answer.comment if answer else "",
        agreed,
    )
