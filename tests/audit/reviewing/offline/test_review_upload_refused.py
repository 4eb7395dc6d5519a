"""What is wrong with an uploaded review is shown with its place, and nothing of it can be stored."""

import pytest
from pytest_django.asserts import assertRedirects

from audit.models import Review
from audit.reviewing.offline.workbook import HOW_TO_SHEET
from audit.together.actions.marking import end_reading, mark_for_all
from cases.models import Case, Membership
from cases.permissions import Role
from tests.audit.a_sample import add_reserve
from tests.audit.an_audit import YES
from tests.audit.exports.workbook_file import change_texts, packed, parts_of
from tests.audit.filled_in import fill_in, name_of
from tests.audit.reading import text_of
from tests.audit.uploads import UPLOAD, a_person, checked, confirm, downloaded, stored, upload

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"answer": "Perhaps"}, "column C (Answer): “Perhaps”. Answer with one of: yes, no"),
        ({"comment": "x" * 10_001}, "A comment has at most 10,000 characters; this one has 10,001. Shorten it."),
        ({"version": ""}, "column G (version): The version of the answer is missing"),
        ({"version": "two"}, "column G (version): “two”."),
        (
            {"code": "9.9.9"},
            "column F (question code): “9.9.9”. The framework pdu-2023 has no question with this code.",
        ),
        ({"code": "2.1.1"}, "This question is already in row"),
        ({"code": "", "answer": "Yes"}, "column C (Answer): “Yes”. This row has no question."),
    ],
)
def test_what_is_wrong_is_told_with_sheet_row_and_column_and_nothing_can_be_confirmed(rena, review, typed, told):
    good = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, fill_in(good, review, {"2.1.2": typed}))
    assert f"sheet {name_of(review)}, row " in text_of(response)
    assert told in text_of(response)
    assert "1 answer would change." in text_of(response)
    assert checked(response) is None


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"G1": "999999"}, "“review 999999”. This review does not exist or is not yours to answer."),
        ({"G1": ""}, "The review number above the headings is missing."),
        ({"G1": "1" * 30}, "The review number above the headings is missing."),
        ({"G2": "pdu-2019"}, "“pdu-2019 1”. The review uses the framework pdu-2023, version 1."),
        ({"I2": "7"}, "“pdu-2023 7”. The review uses the framework pdu-2023, version 1."),
        ({"B1": "X999999"}, "“CRN X999999”. Review {} is for X000001, but this sheet has a different CRN at the top."),
        ({"G3": ""}, "row 3: The column “version” is missing. Download the workbook again"),
        ({"G3": "Answer"}, "The column “Answer” is there twice."),
        ({"C3": "", "D3": ""}, "There is no review in this file."),
    ],
)
def test_a_sheet_that_is_not_what_it_should_be_is_refused(rena, review, cells, told):
    good = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, change_texts(good, name_of(review), cells))
    assert told.replace("{}", str(review.pk)) in text_of(response)
    assert checked(response) is None


@pytest.mark.parametrize("cells", [{}, {"B1": " x000 001"}, {"A1": "", "B1": ""}], ids=["own", "spelt", "none"])
def test_a_sheet_headed_by_its_own_crn_is_read_and_its_head_is_no_slip_of_the_pen(rena, review, cells):
    """A sheet without a CRN was downloaded before sheets had one."""
    good = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, change_texts(good, name_of(review), cells))
    assert "1 answer would change." in text_of(response)
    assert "May identify someone" not in text_of(response)
    assert checked(response)


def hide(content, name, state="hidden"):
    parts = parts_of(content)
    book = parts["xl/workbook.xml"].decode()
    hidden = book.replace(f'<sheet name="{name}"', f'<sheet name="{name}" state="{state}"')
    assert hidden != book
    return packed(parts | {"xl/workbook.xml": hidden.encode()})


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_review_on_a_hidden_sheet_is_told_and_nothing_is_stored_until_it_is_shown(rena, review, state):
    other = Review.objects.last()
    content = rena.get("/reviews/workbook.xlsx").content
    for each in (review, other):
        content = fill_in(content, each, {"2.1.2": {"answer": "Yes"}})
    response = upload(rena, hide(content, name_of(other), state))
    told = f"sheet {name_of(other)}: This sheet is hidden, so it was not read. Show it in the spreadsheet program"
    assert told in text_of(response)
    assert checked(response) is None
    assert checked(upload(rena, content))


def test_a_hidden_sheet_without_a_review_is_named_and_keeps_nothing_from_being_stored(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, hide(content, HOW_TO_SHEET))
    assert "These sheets have no review and were not read: Read me first (hidden)." in text_of(response)
    assert checked(response)


def test_a_review_twice_in_a_file_is_refused(rena, review):
    other = Review.objects.last()
    content = change_texts(rena.get("/reviews/workbook.xlsx").content, name_of(other), {"G1": str(review.pk)})
    assert f"This review is already in sheet {name_of(review)}. Remove one of the two." in text_of(
        upload(rena, content)
    )


def test_somebody_elses_review_and_none_at_all_are_refused_in_the_same_words(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    Review.objects.filter(pk=review.pk).update(reviewer=a_person("other"))
    told = text_of(upload(rena, content)).replace(str(review.pk), "")
    Review.objects.filter(pk=review.pk).delete()
    assert "This review does not exist or is not yours to answer." in told
    assert text_of(upload(rena, content)).replace(str(review.pk), "") == told


def test_that_a_case_is_by_now_of_ones_own_team_is_told_to_its_reviewer_only(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, content)
    team = review.sampled_case.case.team
    Membership.objects.create(user=review.reviewer, role=Role.PRACTITIONER, team=team)
    for again in (upload(rena, content), confirm(rena, response)):
        assert "This case is now in your own team, so someone else must review it." in text_of(again)
        assert "has changed since you opened" not in text_of(again)
    Review.objects.filter(pk=review.pk).update(reviewer=a_person("other"))
    assert "This review does not exist or is not yours to answer." in text_of(upload(rena, content))
    assert stored(review)["2.1.1"][0] == YES


def test_what_one_was_shown_cannot_be_confirmed_by_another_nor_made_up(rena, review, client):
    response = upload(rena, fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}}))
    client.force_login(a_person("quinn", Role.QUALITY_LEAD))
    for sent in (checked(response), checked(response)[:-1], "", "x", "a\x00b", "{}"):
        again = client.post(UPLOAD, {"checked": sent})
        assert again.status_code == 200
        assert checked(again) is None
    assert stored(review)["2.1.1"][0] == YES


def test_it_cannot_be_confirmed_by_somebody_whose_review_it_is_no_longer(rena, review):
    response = upload(rena, fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}}))
    Review.objects.filter(pk=review.pk).update(reviewer=a_person("other"))
    assert "does not exist or is not yours to answer" in text_of(confirm(rena, response))
    assert stored(review)["2.1.1"][0] == YES


def test_a_submitted_review_is_neither_downloaded_nor_changed(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    Review.objects.filter(pk=review.pk).update(submitted_at=review.audit.created_at)
    assert "This review is submitted, so its answers can no longer be changed." in text_of(upload(rena, content))
    assertRedirects(rena.get(f"/reviews/{review.pk}/workbook.xlsx"), f"/audits/{review.audit.pk}/cases/1/")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("review.xlsx", b"", "The file is empty."),
        ("review.xlsx", b"PK\x03\x04 broken", "The file review.xlsx is damaged"),
        ("review.xlsx", b"\0\1\2", "The file review.xlsx is not a workbook or a text file"),
        ("review.csv", b"a,b\n1,2\n", "This file is a text file, not a workbook. Choose the .xlsx file"),
        ("README.md", b"# Read me\n\nHow to start.\n", "This file is a text file, not a workbook."),
    ],
)
def test_a_file_that_is_no_workbook_of_ours_is_told_in_plain_words(rena, name, content, told):
    text = text_of(upload(rena, content, name))
    assert told in text
    assert "were not read: ." not in text


def test_a_workbook_taken_along_before_a_case_is_to_be_read_first_waits_until_that_is_submitted(rena, review):
    content = fill_in(downloaded(rena, review), review, {"2.1.1": {"answer": "No"}})
    response = upload(rena, content)
    case = Case.objects.create(unit=review.audit.unit, reference="X000099")
    shared = mark_for_all(audit=review.audit, reserve=add_reserve(review.audit, case))
    for again in (upload(rena, content), confirm(rena, response)):
        assert "All reviewers read a case together first." in text_of(again)
    end_reading(shared=shared)
    assert "1 answer would change." in text_of(upload(rena, content))
