"""Taking a review along as a workbook and bringing it back."""

import html
import re

from django.core.files.uploadedfile import SimpleUploadedFile

from audit.method.answers import AnswerChange
from audit.models import Answer
from audit.reviewing.actions.answering import save_answers
from cases.models import DeliveryUnit
from cases.permissions import Role
from tests.people import a_user

UPLOAD = "/reviews/upload/"


def a_person(name, role=Role.REVIEWER):
    return a_user(name, role, DeliveryUnit.objects.get(name="Suffolk PDU"), first_name=name.title())


def answer(review, code, value, comment, based_on, by=None):
    change = AnswerChange(code, value, comment, based_on)
    assert save_answers(review=review, changes=[change], by=by or review.reviewer).stored == [code]


def downloaded(client, review):
    return client.get(f"/reviews/{review.pk}/workbook.xlsx").content


def upload(client, content, name="review.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def checked(response):
    found = re.search(r'name="checked" value="([^"]*)"', response.content.decode())
    return html.unescape(found[1]) if found else None


def confirm(client, response, **chosen):
    return client.post(UPLOAD, {"checked": checked(response), **chosen}, follow=True)


def stored(review):
    answers = Answer.objects.filter(review=review).order_by("question")
    return {each.question: (each.value, each.comment, each.version) for each in answers}
