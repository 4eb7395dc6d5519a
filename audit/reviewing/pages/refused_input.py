"""Give back to people what they sent where it cannot be saved, so that they can copy it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from audit.access import View
from audit.method.answers import ANY_LABELS
from audit.method.framework import Framework
from audit.models import Answer

NOT_OPEN = "You do not have access to this review, or no longer have it. Nothing was saved."
# the fields in which people answer and write; each group is a question's code, or the name of a text of its own
FIELD = re.compile(r"(?:value|comment)-(.+)|(.+)-(?:value|reason)|(reply|note)|(risk-.+)")
TEXTS = {"reply": "Your reply to the note", "note": "Your note to the reviewer"}


@dataclass(frozen=True)
class SentText:
    """What a person sent about one question, or in one field; "" for what they left empty."""

    name: str
    answer: str
    text: str


def gives_back(view: View) -> View:
    """Make a view that refuses with 404 or 403 show people what they sent.

    The page is made from their request alone, so it gives nothing away about a review, not even whether it exists.
    """

    @wraps(view)
    def given_back(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied) as refused:
            if not _is_of_the_user(request):
                raise
            status = 404 if isinstance(refused, Http404) else 403
            return show_refused_input(request, NOT_OPEN, what_was_sent(request.POST), status=status)

    return given_back


def _is_of_the_user(request):
    """Whether a form was sent by the person who is signed in, not from a page left open by another one."""
    own = request.POST.get("person", str(request.user.pk)) == str(request.user.pk)
    return request.method == "POST" and own and request.accepts("text/html")


def give_back(request: HttpRequest, why: str, *, sent: Sequence[SentText], read_at: str) -> HttpResponse:
    """Show what was `sent` and not saved. Where nothing is left to copy, lead to the page `read_at`, which says why."""
    if sent:
        return show_refused_input(request, f"{why} Nothing was saved.", sent, read_at=read_at)
    messages.warning(request, f"{why} Nothing new was saved.")
    return redirect(read_at)


def show_refused_input(
    request: HttpRequest, why: str, sent: Sequence[SentText], *, status: int = 409, read_at: str | None = None
) -> HttpResponse:
    """The page that says why nothing was saved, with what was `sent` to copy and a link to `read_at`."""
    return render(
        request, "audit/reviewing/refused_input.html", {"why": why, "sent": sent, "read_at": read_at}, status=status
    )


def what_was_sent(
    fields: Mapping[str, str],
    *,
    framework: Framework | None = None,
    stored: Mapping[str, Answer] | None = None,
    reply: str = "",
) -> list[SentText]:
    """What the `fields` of a form say, in their order, without what is stored already.

    `framework` puts it in words where the person may know the audit. `stored` is {code: Answer}, and `reply` the last
    reply to a note.
    """
    known = {code: (str(answer.value or ""), answer.comment) for code, answer in (stored or {}).items()}
    known["reply"] = ("", reply)
    return [
        _sent_text(code, value, text, framework)
        for code, (value, text) in _by_code(fields).items()
        if (value, text) not in (("", ""), known.get(code))
    ]


def _by_code(fields):
    """{question code or field name: (value, text)} of the fields."""
    found = {}
    for name, content in fields.items():
        if place := FIELD.fullmatch(name):
            # browsers end the lines of a form with \r\n, stored texts have \n
            code, content = place[place.lastindex], content.replace("\r\n", "\n").strip()
            value, text = found.get(code, ("", ""))
            is_value = name.startswith("value-") or name.endswith("-value")
            found[code] = (content, text) if is_value else (value, content)
    return found


def _sent_text(code, value, text, framework):
    question = framework.questions.get(code) if framework else None
    name = f"{question.shown_code} {question.text}".strip() if question else TEXTS.get(code, code)
    labels = ANY_LABELS | (dict(question.labels) if question else {})
    words = {str(each.value): label for each, label in labels.items()}
    return SentText(name, words.get(value, value), text)
