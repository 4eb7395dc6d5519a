"""The questions that a review may be sent back for, by part."""

from django.utils.html import format_html

from audit.method.answers import Value
from audit.method.framework import Question
from audit.method.review_check import FALLS_SHORT, RemarkKind
from audit.method.sections import sections_of
from audit.models import Review
from audit.moderating.forms.send_back import Choice, PartToSendBack
from audit.reviewing.reads.review_answers import check_of


def build_parts(review: Review) -> list[PartToSendBack]:
    """Return the parts of a review with the questions that apply to its case."""
    answers = review.answers_by_code()
    check = check_of(review, answers)
    contradictions: dict[str, str] = {}
    for each in check.warnings:
        if each.kind is RemarkKind.CONTRADICTION:
            contradictions[each.code] = ". ".join(filter(None, (contradictions.get(each.code), each.text)))
    return [_part(section, answers, contradictions) for section in sections_of(review.audit.framework, check.asked)]


def _part(section, answers, contradictions):
    contradicted = [question for question in section.questions if question.code in contradictions]
    short = [each for each in section.questions if each not in contradicted and _falls_short(answers.get(each.code))]
    others = [each for each in section.questions if each not in contradicted and each not in short]
    return PartToSendBack(
        f"{section.code} {section.title}" if section.code[0].isdigit() else section.title,
        (
            *(_choice(question, contradictions[question.code]) for question in contradicted),
            *(_choice(each, f"Answered “{each.label(Value(answers[each.code].value))}”") for each in short),
        ),
        tuple(_choice(question) for question in others),
    )


def _falls_short(answer):
    return answer is not None and answer.value is not None and Value(answer.value) in FALLS_SHORT


def _choice(question: Question, why: str = "") -> Choice:
    text = f"{question.shown_code} {question.text}".strip()
    return question.code, format_html('{} <span class="muted">{}</span>', text, why) if why else format_html("{}", text)
