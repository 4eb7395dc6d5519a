"""The page on which a list of staff is uploaded."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertRedirects

from cases.models import Practitioner, Team
from cases.spreadsheets import limits, read
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADINGS = "region,PDU,team,practitioner,grade,SPO\n"
TOM = "East,Suffolk,Lowestoft,Tom Orwell,PSO,Delia Marsh\n"


def send(client, content, name="staff.csv", **others):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post("/places/import/", {"file": SimpleUploadedFile(name, content), **others}, follow=True)


def test_a_list_is_imported_and_told_in_numbers(sign_in_for):
    client = sign_in_for("Suffolk")
    response = send(client, HEADINGS + TOM + "East,Suffolk,Bungay,,,\n")
    assertRedirects(response, "/places/")
    assert "List imported. Added: 0 regions, 0 PDUs, 1 team, 0 practitioners. Practitioners changed: 1" in text_of(
        response
    )
    assert "New places: team Bungay (Suffolk)." in text_of(response)
    assert str(Practitioner.objects.get(name="Tom Orwell").team) == "Lowestoft"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("East,Suffolk,Ipswich,Ada <b>,Boss,\n", "row 3, column E (grade): “Boss”. This is not a grade."),
        ("East,Suffolk,Ipswich,Ada,PO,Nobody\n", "row 3, column F (SPO): “Nobody”. The PDU has no SPO with this name."),
        ("East,Suffolk,Ipswitch,,,\n", "row 3, column C (team): “Ipswitch”. Did you mean “Ipswich”?"),
        ("North,Tyne,Jarrow,,,\n", "row 3, column A (region): “North”. You do not administer this place"),
    ],
)
def test_problems_are_listed_and_nothing_is_saved(sign_in_for, row, told):
    response = send(sign_in_for("Suffolk"), HEADINGS + TOM + row)
    text = text_of(response)
    assert "1 problem in the list Nothing was saved." in text
    assert told in text
    assertContains(response, 'href="#id_file"')
    assert str(Practitioner.objects.get(name="Tom Orwell").team) == "Ipswich"


def test_of_many_problems_the_first_are_shown(sign_in_for):
    text = text_of(send(sign_in_for(), HEADINGS + "".join(f"East,Suffolk,Ipswich,P{n},Boss,\n" for n in range(80))))
    assert "80 problems in the list Nothing was saved. Correct these in the file and send it again." in text
    assert "The first 50 are shown." in text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("staff.csv", b"", "The file is empty."),
        ("staff.xlsx", b"PK\x03\x04 broken", "The file staff.xlsx is damaged, protected, or not a workbook"),
        ("staff.csv", b"\0\1\2", "The file staff.csv is not a workbook or a text file."),
        ("staff.csv", b"a,b\n1,2\n", "No row with the headings “region” and “PDU”"),
        (f"{'long' * 60}.csv", b"\0\1\2", "long.csv is not a workbook"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_plain_words(sign_in_for, name, content, told):
    response = send(sign_in_for(), content, name)
    assert response.status_code == 200
    assert told in text_of(response)
    assert Team.objects.count() == 4


def test_without_a_file_it_asks_for_one(sign_in_for):
    assert "Choose a file" in text_of(sign_in_for().post("/places/import/", {"sheet": ""}))


def test_a_file_that_is_too_large_is_refused(sign_in_for, monkeypatch):
    monkeypatch.setattr(read, "UPLOAD_LIMITS", limits.Limits(file_bytes=20))
    assert "the limit is 20. Split it into several files." in text_of(send(sign_in_for(), HEADINGS + TOM))


def test_no_copy_of_the_file_stays(sign_in_for, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    send(sign_in_for(), HEADINGS + TOM)
    send(sign_in_for("East"), b"\0\1\2")
    assert list(Path(tmp_path).iterdir()) == []


def test_columns_that_were_not_read_are_named(sign_in_for):
    assert "Columns not read: Phone." in text_of(send(sign_in_for(), "region,PDU,Phone\nEast,Suffolk,1\n"))


def test_after_a_list_was_refused_the_field_follows_its_problems_and_that_nothing_was_saved_is_said_once(sign_in_for):
    text = text_of(send(sign_in_for(), HEADINGS + "East,Suffolk,Ipswitch,,,\n"))
    assert text.count("Nothing was saved") == 1
    assert text.index("Did you mean") < text.index("A spreadsheet (.xlsx") < text.index("One row per practitioner")
    first = text_of(sign_in_for("East").get("/places/import/"))
    assert first.index("One row per practitioner") < first.index("A spreadsheet (.xlsx")
