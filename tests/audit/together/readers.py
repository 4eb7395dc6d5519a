"""What people do with a case that all read together."""

from django.test import Client

from audit.method.applicability import applicable_questions
from audit.models import Reading, ReadingAnswer, Review
from audit.together.actions.reading import submit_reading
from tests.audit.an_audit import YES


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def reading_of(name):
    return Reading.objects.get(reviewer__username=name)


def own_review_of(name):
    return f"/reviews/{Review.objects.get(reviewer__username=name).pk}/2.1/"


def answers_to(shared):
    """What the page of a reading sends to answer every question yes."""
    codes = applicable_questions(shared.audit.framework, shared.facts)
    return {
        name: said
        for code in codes
        for name, said in ((f"value-{code}", YES), (f"comment-{code}", "Seen."), (f"version-{code}", 0))
    }


def send(name):
    """What the page answers when every question is answered on it and the case submitted."""
    reading = reading_of(name)
    sent = answers_to(reading.shared_case) | {"go": "submit"}
    return client_of(reading.reviewer).post(f"/readings/{reading.pk}/", sent)


def submit(name, value=YES, text="Seen in the record."):
    """As if sent from the page."""
    reading = reading_of(name)
    codes = applicable_questions(reading.audit.framework, reading.facts)
    said = {"value": value, "comment": text, "answered_by": reading.reviewer}
    ReadingAnswer.objects.bulk_create(ReadingAnswer(reading=reading, question=code, **said) for code in codes)
    submit_reading(reading=reading, by=reading.reviewer)
