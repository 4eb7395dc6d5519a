"""The form of a section as it is stored, or with what a person had not saved when their session ended."""

from collections.abc import Mapping

from django.http import HttpRequest

from audit.method.answers import AnswerChange
from audit.method.sections import Section
from audit.models import Answer, Reading, Review
from audit.reviewing.forms.review import SectionForm
from audit.reviewing.reads.answer_changes import compare_with_stored
from cases.sign_in.unsaved import unsaved


def build_section_form(
    request: HttpRequest, review: Review | Reading, section: Section, answers: dict[str, Answer]
) -> tuple[SectionForm, Mapping[str, AnswerChange]]:
    """(SectionForm, {code: AnswerChange that is in conflict}), with what the person has not saved yet."""
    kept = {name: value for name, value in unsaved(request).items() if name != "settle"}
    if not kept:
        return SectionForm(section=section, answers=answers), {}
    sent = SectionForm(kept, section=section, answers={})
    found = compare_with_stored(review=review, changes=sent.changes(dict), answers=answers)
    return sent.again(found), sent.stale(found)
