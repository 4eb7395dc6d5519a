"""What the page of a look sends."""

import re

from audit.models import Answer, Finding

YES, NO, NOT_LOOKED = 1, 2, 5
FIVE = ("risk-current", "who-harmed", "checks-used", "own-voice", "behind-offending")
JSON = {"Accept": "application/json"}


def sent(code, value="", text="", version=0, **more):
    """The fields of one question; `more`: those that go with its text, such as owner."""
    named = {f"{name}-{code}": content for name, content in more.items()}
    return {f"value-{code}": value, f"comment-{code}": text, f"version-{code}": version, **named}


def version_on(page, code):
    """The version of a question that the page has."""
    return re.search(rf'name="version-{re.escape(code)}" value="(\d+)"', page.content.decode())[1]


def five_answers(value=YES):
    fields = {}
    for code in FIVE:
        fields |= sent(code, value)
    return fields


def today(value):
    return sent("look.today", value)


def stored(code):
    """(value, text) of the only answer to the question; None without one."""
    return Answer.objects.filter(question=code).values_list("value", "comment").first()


def drafts():
    """(question, text, owner's name, due, note) of each gap that is not released."""
    found = Finding.objects.gaps().filter(released_at=None)
    return [(each.question, each.text, str(each.owner), each.due, each.risk_note) for each in found]
