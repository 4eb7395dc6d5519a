"""What reviewers agree on about a question, and where it stands."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from audit.together.actions.marking import end_reading
from audit.together.actions.notes import write_notes
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.an_audit import NO
from tests.audit.reading import text_of
from tests.audit.together.readers import client_of, own_review_of, reading_of, submit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_what_was_agreed_on_one_case_stands_beside_its_question_in_the_next(shared, lead):
    write_notes(audit=shared.audit, notes={"2.1.1": ("The first plan.", 0)}, by=lead)
    reading = reading_of("asha")
    assertContains(client_of(reading.reviewer).get(f"/readings/{reading.pk}/"), "The first plan.")


def test_what_was_agreed_stands_beside_its_question_on_page_paper_and_workbook(shared, lead):
    submit("asha"), submit("ben", value=NO)
    sent = {"note-2.1.1": "Look at the first plan only.", "version-2.1.1": "0"}
    client_of(lead).post(f"/together/{shared.pk}/", sent)
    asha, page = client_of(reading_of("asha").reviewer), own_review_of("asha")
    assertContains(asha.get(page), "Look at the first plan only.")
    assertContains(asha.get(page.replace("2.1/", "paper/")), "Look at the first plan only.")
    with ZipFile(BytesIO(asha.get(page.replace("2.1/", "workbook.xlsx")).content)) as workbook:
        assert b"Agreed in this audit: Look at the first plan only." in workbook.read("xl/sharedStrings.xml")


def test_each_change_of_a_note_is_in_the_audit_history_with_its_words_for_who_moderates(shared, lead):
    for version, text in enumerate(("The first plan.", "Every plan.")):
        write_notes(audit=shared.audit, notes={"2.1.1": (text, version)}, by=lead)
    page = f"/audits/{shared.audit.pk}/trail/?kind=together"
    text = text_of(client_of(lead).get(page))
    assert "Agreed note on 2.1.1 changed" in text
    assert "Text before: The first plan. now: Every plan." in text
    viewer = client_of(a_reviewer(shared.audit.unit, "viewer", Role.VIEWER)).get(page)
    assertContains(viewer, "Agreed note on 2.1.1 changed")
    assertNotContains(viewer, "Every plan.")


def test_of_two_who_change_a_note_at_once_the_second_is_told(shared, lead):
    end_reading(shared=shared)
    write_notes(audit=shared.audit, notes={"2.1.1": ("The first.", 0)}, by=lead)
    sent = {"note-2.1.1": "The second.", "version-2.1.1": "0"}
    response = client_of(lead).post(f"/together/{shared.pk}/", sent)
    assertContains(response, "Someone else changed this note while you were writing")
    assertContains(response, "The second.")
    assert shared.audit.question_notes.get().text == "The first."


def test_a_reviewer_reads_the_notes_and_writes_none(shared):
    submit("asha")
    page = f"/together/{shared.pk}/"
    asha = client_of(reading_of("asha").reviewer)
    assertNotContains(asha.get(page), "Save the notes")
    asha.post(page, {"note-2.1.1": "Mine.", "version-2.1.1": "0"})
    assert not shared.audit.question_notes.exists()
