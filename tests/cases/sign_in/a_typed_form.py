"""What is typed into the form of a judgement, for tests that lose the session before it is sent."""

from django.contrib.sessions.models import Session

TYPED = {"rating": "Good", "rationale": "First line.\n<b>Second</b> line & more.", "decided_by": "Panel"}
BANNER = "This was not saved yet. Your text is back. Check it and send it."


def end_sessions():
    Session.objects.all().delete()


def fields_of(response):
    form = response.context["form"]
    return {name: form[name].value() for name in TYPED}
