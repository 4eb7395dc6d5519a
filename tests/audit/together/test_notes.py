"""What reviewers agree on about a question, and where it stands."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

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


@pytest.fixture
def save_notes(shared, lead):
    """save_notes(sent): what the lead's page answers. A colleague wrote “Theirs.” on 2.1.1 after it was opened."""
    end_reading(shared=shared)
    write_notes(audit=shared.audit, notes={"2.1.1": ("As shown.", 0)}, by=lead)
    write_notes(audit=shared.audit, notes={"2.1.1": ("Theirs.", 1)}, by=a_reviewer(shared.audit.unit, "gwen"))
    page = client_of(lead)
    return lambda **sent: page.post(f"/together/{shared.pk}/", {"version-2.1.1": "1"} | sent)


def notes_in(audit):
    return dict(audit.question_notes.values_list("question", "text"))


def test_a_note_left_alone_does_not_replace_what_a_colleague_wrote_since(shared, save_notes):
    for _ in range(2):
        response = save_notes(**{"note-2.1.1": "As shown.", "note-2.1.2": "Mine.", "version-2.1.2": "0"})
        assertRedirects(response, f"/together/{shared.pk}/")
    assert notes_in(shared.audit) == {"2.1.1": "Theirs.", "2.1.2": "Mine."}


@pytest.mark.parametrize(("settle", "stored"), [("", "Theirs."), ("theirs:2.1.1", "Theirs."), ("mine:2.1.1", "Mine.")])
def test_a_note_that_two_people_changed_is_replaced_only_if_the_second_chooses_so(shared, save_notes, settle, stored):
    response = save_notes(**{"note-2.1.1": "Mine."})
    assertContains(response, "Someone else changed the note on 2.1.1 while you were writing")
    assert [text for text in ("Mine.", "Theirs.") if text not in text_of(response)] == []
    save_notes(**{"note-2.1.1": "Mine.", "seen-2.1.1": "2", "settle": settle})
    assert notes_in(shared.audit) == {"2.1.1": stored}


def test_a_note_written_after_a_deletion_is_not_taken_for_the_one_deleted(shared, save_notes, lead):
    for text, version in (("", 2), ("Written after.", 0)):
        write_notes(audit=shared.audit, notes={"2.1.1": (text, version)}, by=lead)
    assertContains(save_notes(**{"note-2.1.1": "Mine."}), "Choose which one to keep")
    assert notes_in(shared.audit) == {"2.1.1": "Written after."}


def test_only_a_note_that_is_changed_is_checked_for_names(shared, save_notes, lead):
    write_notes(audit=shared.audit, notes={"2.1.1": ("Ask Mr Smith.", 2)}, by=lead)
    kept = {"note-2.1.1": "Ask Mr Smith.", "version-2.1.1": "3"}
    save_notes(**kept, **{"note-2.1.2": "Mine."})
    assertContains(save_notes(**kept, **{"note-2.1.3": "Ask Mr Jones."}), "may identify someone")
    assert notes_in(shared.audit) == {"2.1.1": "Ask Mr Smith.", "2.1.2": "Mine."}


def test_beside_a_note_to_choose_all_others_are_shown_as_saved(save_notes):
    sent = {"note-2.1.1": "Mine.", "note-2.1.2": "Saved now.", "version-2.1.2": "0"}
    assert save_notes(**sent).context["form"]["version-2.1.2"].value() == "1"


def test_a_reviewer_reads_the_notes_and_writes_none(shared):
    submit("asha")
    page = f"/together/{shared.pk}/"
    asha = client_of(reading_of("asha").reviewer)
    assertNotContains(asha.get(page), "Save the notes")
    asha.post(page, {"note-2.1.1": "Mine.", "version-2.1.1": "0"})
    assert not shared.audit.question_notes.exists()


def test_notes_without_a_case_to_read_are_changed_and_deleted_on_the_page_that_the_frame_leads_to(audit, client):
    lead, page = a_reviewer(audit.unit, "lead", Role.QUALITY_LEAD), f"/audits/{audit.pk}/together/"
    write_notes(audit=audit, notes={"2.1.1": ("Copied.", 0), "2.1.2": ("Copied too.", 0)}, by=lead)
    client.force_login(lead)
    tasks = client.get(f"/audits/{audit.pk}/tasks/")
    assert tasks.content.decode().count(f'href="{page}"') == 2
    assertContains(tasks, "2 agreed notes are shown beside the questions")
    assertContains(client.get(page), "Copied too.")
    sent = {"note-2.1.1": "Changed.", "version-2.1.1": "1", "note-2.1.2": "", "version-2.1.2": "1"}
    assertRedirects(client.post(page, sent), page)
    assert notes_in(audit) == {"2.1.1": "Changed."}


def test_a_note_sent_from_that_page_after_a_colleague_deleted_it_is_there_to_choose(audit, client):
    client.force_login(a_reviewer(audit.unit, "lead", Role.QUALITY_LEAD))
    for notes in ({"2.1.1": ("First.", 0)}, {"2.1.1": ("", 1)}):
        write_notes(audit=audit, notes=notes, by=None)
    response = client.post(f"/audits/{audit.pk}/together/", {"note-2.1.1": "Mine.", "version-2.1.1": "1"})
    assert [text for text in ("Mine.", "The note was deleted.") if text not in text_of(response)] == []
