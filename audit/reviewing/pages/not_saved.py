"""What somebody sent about a review that takes nothing from them any more comes back to them, to be copied."""

import re
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render

from audit.method.answers import ANY_LABELS, Value

NOT_OPEN = "This review is not open to you, or not any more. Nothing was saved."
# the fields in which people answer and write; group: the question's code, or the name of a text of its own
FIELD = re.compile(r"(?:value|comment)-(.+)|(.+)-(?:value|reason)|(reply|note)")
TEXTS = {"reply": "Your reply to the note", "note": "Your note to the reviewer"}


@dataclass(frozen=True)
class Sent:
    """What a request says to one question, or the text of one field; "" where it says nothing."""

    name: str
    answer: str
    text: str


def gives_back(view):
    """To whoever sends something and is refused by 404 or 403, the view shows what they sent. The page is made from
    their request alone, so it tells nothing of a review, not even whether there is one."""

    @wraps(view)
    def given_back(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied) as refused:
            if not _is_of_the_user(request):
                raise
            status = 404 if isinstance(refused, Http404) else 403
            return show_not_saved(request, NOT_OPEN, what_was_sent(request.POST), status=status)

    return given_back


def _is_of_the_user(request):
    """Whether it is a form, and from no page that is still open where somebody else has signed in."""
    own = request.POST.get("person", str(request.user.pk)) == str(request.user.pk)
    return request.method == "POST" and own and request.accepts("text/html")


def give_back(request, why, *, sent, read_at):
    """A page with what was `sent` and not saved; where nothing is left to copy, on to `read_at`, where it is told."""
    if sent:
        return show_not_saved(request, f"{why} Nothing was saved.", sent, read_at=read_at)
    messages.warning(request, f"{why} Nothing new was saved.")
    return redirect(read_at)


def show_not_saved(request, why, sent, *, status=409, read_at=None):
    return render(
        request, "audit/reviewing/not_saved.html", {"why": why, "sent": sent, "read_at": read_at}, status=status
    )


def what_was_sent(fields, *, framework=None, stored=None, reply=""):
    """[Sent] of the `fields` of a form, in their order, in the words of the `framework` where the person may know it.

    Left out is what `stored`, {code: Answer}, and `reply`, the last one to a note, say already.
    """
    known = {code: (str(answer.value or ""), answer.comment) for code, answer in (stored or {}).items()}
    known["reply"] = ("", reply)
    return [
        _in_words(code, value, text, framework)
        for code, (value, text) in _by_code(fields).items()
        if (value, text) not in (("", ""), known.get(code))
    ]


def _by_code(fields):
    """{code, or name of the field: (value, text)}"""
    found = {}
    for name, content in fields.items():
        if place := FIELD.fullmatch(name):
            code, content = place[place.lastindex], content.replace("\r\n", "\n").strip()
            value, text = found.get(code, ("", ""))
            is_value = name.startswith("value-") or name.endswith("-value")
            found[code] = (content, text) if is_value else (value, content)
    return found


def _in_words(code, value, text, framework):
    question = framework.questions.get(code) if framework else None
    name = f"{question.shown_code} {question.text}".strip() if question else TEXTS.get(code, code)
    labels = ANY_LABELS | (dict(question.labels) if question else {})
    words = {str(each.value): labels[each] for each in Value}
    return Sent(name, words.get(value, value), text)
