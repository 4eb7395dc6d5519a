"""Report a save to the script on the page of a look."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from audit.oversight.looks.actions.saving import LookSaved
from audit.oversight.looks.forms.look import LookForm
from audit.oversight.looks.pages.conflict import build_look_conflict
from audit.reviewing.pages.conflict import saved_text
from cases.models import User


def build_look_report(form: LookForm, saved: LookSaved, *, owners: Mapping[str, str], user: User) -> dict[str, Any]:
    """What became of each question sent, as JSON for the script that review pages use too.

    `owners`: {number: name} of those who may have to act, to say it where two answers differ.
    """
    stale, questions = form.stale_with_more(saved), {question.code: question for question in form.section.questions}

    def panel(code):
        facts = {"stored": form.stored.get(code), "owners": owners, "user": user}
        conflict = build_look_conflict(questions[code], saved.answers[code], stale[code], **facts)
        return render_to_string("audit/reviewing/_conflict.html", {"conflict": conflict})

    return {
        "saved": {code: _report(saved.answers.get(code), user) for code in saved.stored},
        "stale": {code: panel(code) for code in stale},
        "errors": form.troubles(saved),
        "warnings": "",
        "answered": {},
    }


def _report(answer, user):
    if answer is None:
        return {"version": 0, "value": "", "comment": "", "text": ""}
    value, is_empty = "" if answer.value is None else str(int(answer.value)), answer.version == 0
    text = "" if is_empty else saved_text(answer, user)
    return {"version": answer.version, "value": value, "comment": answer.comment, "text": text}
