"""The form of a look: as it is stored, with what a person had not saved when their session ended, or as it was sent."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from audit.method.answers import AnswerChange
from audit.method.applicability import applicable_questions
from audit.method.sections import Section
from audit.models import Look
from audit.oversight.findings.reads import usual_owner
from audit.oversight.looks.changes import More
from audit.oversight.looks.forms.look import LookForm
from audit.oversight.looks.questions import asked_in
from audit.oversight.looks.reads import everything_in
from audit.reviewing.reads.answer_changes import compare_with_stored
from cases.sign_in.unsaved import unsaved


def section_of(look: Look) -> Section:
    """Return everything that is asked in a look, as one Section."""
    framework = look.review.audit.framework
    return asked_in(framework, applicable_questions(framework, look.review.facts))


def sent_form(request: HttpRequest, look: Look, stored: Mapping[str, More] | None = None) -> LookForm:
    """Return the form of what was sent."""
    return LookForm(request.POST, section=section_of(look), answers={}, **_facts(look, stored or {}))


def stored_form(
    request: HttpRequest, look: Look
) -> tuple[LookForm, dict[str, Any], Mapping[str, tuple[AnswerChange, More]]]:
    """(LookForm, {code: what is stored}, {code: what is in conflict}), with what the person has not saved yet."""
    answers, more = everything_in(look)
    facts = {"section": section_of(look), **_facts(look, more)}
    kept = {name: value for name, value in unsaved(request).items() if name != "settle"}
    if not kept:
        return LookForm(answers=answers, **facts), answers, {}
    sent = LookForm(kept, answers={}, **facts)
    found = compare_with_stored(review=look.review, changes=sent.changes(dict), answers=answers)
    return sent.again(found), answers, sent.stale_with_more(found)


def _facts(look, stored):
    owner = usual_owner(look.case)
    return {"preset": owner.pk if owner else None, "stored": stored}
