"""Report a save to the script on the page."""

from typing import Any

from django.template.loader import render_to_string

from audit.models import Review
from audit.reviewing.forms.review import SectionForm
from audit.reviewing.pages.conflict import build_conflict, saved_text
from audit.reviewing.pages.review import build_review_page, warnings_in
from audit.reviewing.reads.answer_changes import SaveResult
from audit.reviewing.reads.review_answers import check_of
from cases.models import User


def build_save_report(review: Review, form: SectionForm, saved: SaveResult, *, user: User) -> dict[str, Any]:
    """What became of each question sent, as JSON for the script, with the warnings and counts as they are now."""
    framework = review.audit.framework
    page = build_review_page(framework, check_of(review, saved.answers))
    warnings = warnings_in(page, form.section)
    stale = {code: (saved.answers[code], change) for code, change in form.stale(saved).items()}
    # warnings and counts for the whole section, since one answer may contradict another
    return {
        "saved": {code: _answer_report(saved.answers.get(code), user) for code in form.sent() if code not in stale},
        "stale": {code: _conflict_panel(framework.questions[code], *both, user) for code, both in stale.items()},
        "errors": form.troubles(saved),
        "warnings": render_to_string("audit/reviewing/_warnings.html", {"warnings": warnings}) if warnings else "",
        "answered": {section.code: section.answered for section in page.sections},
    }


def _conflict_panel(question, answer, change, user):
    return render_to_string(
        "audit/reviewing/_conflict.html", {"conflict": build_conflict(question, answer, change, user)}
    )


def _answer_report(answer, user):
    if answer is None:
        return {"version": 0, "value": "", "comment": "", "text": ""}
    value, text = "" if answer.value is None else str(answer.value), saved_text(answer, user)
    return {"version": answer.version, "value": value, "comment": answer.comment, "text": text}
