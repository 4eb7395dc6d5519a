"""Files of answers for tests, and a survey made of one."""

import csv
import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.evidence.surveys.actions import store_survey
from audit.evidence.surveys.forms.columns import SurveyColumnsForm
from audit.evidence.surveys.table import read_survey
from cases.spreadsheets.read import Sheet

FACTS = {"title": "Staff survey", "kind": "staff", "held": "May 2024"}


def a_file(rows, name="answers.csv"):
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return SimpleUploadedFile(name, stream.getvalue().encode())


def table_of(rows):
    return read_survey(Sheet("answers.csv", "", (), rows))


def form_of(rows, **sent):
    """The form of the columns with its guesses as they are, apart from what is `sent`."""
    table = table_of(rows)
    unsent = SurveyColumnsForm(table=table, kinds=[("staff", "Staff")], earlier={})
    guesses = {name: unsent[name].value() or "" for name in unsent.fields}
    return SurveyColumnsForm(guesses | FACTS | sent, table=table, kinds=[("staff", "Staff")], earlier={})


def a_survey(audit, rows, **sent):
    form = form_of(rows, **sent)
    assert form.is_valid(), form.errors
    return store_survey(audit=audit, file=form.survey_file())


def signed(response):
    return re.search(r'name="table" value="([^"]+)"', response.content.decode())[1]


def looked_at(client, audit, rows, **more):
    return client.post(reverse("import_survey", args=[audit.pk]), {"file": a_file(rows)} | more)


def sent_as_guessed(response, **more):
    """What the page of the columns sends when nothing is changed on it."""
    form = response.context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    return {"table": signed(response)} | fields | FACTS | more
