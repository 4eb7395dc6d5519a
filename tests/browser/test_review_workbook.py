"""A reviewer takes a review along as a workbook, fills it in without a connection and brings it back."""

import re

import pytest
from playwright.sync_api import expect

from audit.demonstration.actions.practice_round import load_practice_round
from audit.method.answers import AnswerChange, Value
from audit.models import Answer, Review
from audit.reviewing.actions.answering import save_answers
from cases.models import User
from tests.audit.filled_in import fill_in, name_of

pytest_plugins = ["tests.browser.demonstration"]


@pytest.fixture
def review(audit):
    """The first of the reviews of the practice round."""
    load_practice_round()
    mine = Review.objects.for_page().filter(reviewer__username="reviewer", submitted_at=None)
    return mine.order_by("pk").first()


def answer(review, code, value, comment, by):
    change = AnswerChange(code, value, comment, 0)
    save_answers(review=review, changes=[change], by=User.objects.get(username=by))


def take_along(page):
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download to work offline").click()
    return waiting.value.path().read_bytes()


def bring_back(page, content):
    page.get_by_role("link", name="upload a workbook").click()
    file = {"name": "my-reviews.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": content}
    page.get_by_label("Workbook").set_input_files(file)
    page.get_by_role("button", name="Check what would change").click()


def fill(content, review):
    return fill_in(
        content,
        review,
        {"2.1.1": {"answer": "No", "comment": "What I saw\nin two lines"}, "2.1.1a": {"answer": "Yes"}},
    )


def test_a_workbook_comes_back_is_looked_through_and_stored(review, screen, sign_in, check_page):
    sign_in(screen, "reviewer")
    screen.goto("/reviews/")
    content = fill(take_along(screen), review)
    answer(review, "2.1.1", Value.YES, "What the lead saw", by="quality-lead")
    bring_back(screen, content)
    expect(screen.get_by_text("1 answer would change. 1 saved answer has changed")).to_be_visible()
    screen.get_by_role("button", name="Save these answers").click()
    screen.get_by_role("link", name=re.compile(r"^DEMO-\d+, case 1, 2\.1\.1: choose")).click()
    expect(screen.get_by_label("Keep what is stored")).to_be_focused()
    expect(screen.get_by_role("radio", checked=True)).to_have_count(0)
    check_page(screen)
    screen.get_by_label("Use mine instead").check()
    screen.get_by_role("button", name="Save these answers").click()
    expect(screen.get_by_role("alert")).to_contain_text("Workbook saved: 2 answers changed.")
    assert Answer.objects.get(review=review, question="2.1.1").comment == "What I saw\nin two lines"


def test_what_is_wrong_is_told_with_its_place_and_the_file_is_sent_again(review, screen, sign_in, check_page):
    sign_in(screen, "reviewer")
    screen.goto("/reviews/")
    content = fill(take_along(screen), review)
    bring_back(screen, fill_in(content, review, {"2.1.2": {"answer": "Perhaps"}}))
    problems = screen.get_by_role("region", name="1 problem in the file")
    expect(problems).to_contain_text(f"sheet {name_of(review)}, row ")
    expect(problems).to_contain_text("column C (Answer): “Perhaps”. Answer with one of: yes, no")
    expect(screen.get_by_role("button", name="Save these answers")).to_have_count(0)
    check_page(screen)
    screen.get_by_role("link", name="My reviews").first.click()
    bring_back(screen, content)
    screen.get_by_role("button", name="Save these answers").click()
    expect(screen.get_by_role("alert")).to_contain_text("2 answers changed")


def test_it_needs_no_script_and_one_review_can_be_taken_by_itself(review, no_script_page, sign_in, check_page):
    page = no_script_page
    sign_in(page, "reviewer")
    page.goto(f"/reviews/{review.pk}/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="download this review as a workbook").click()
    content = fill(waiting.value.path().read_bytes(), review)
    page.get_by_role("link", name="upload it").click()
    page.goto("/reviews/")
    bring_back(page, content)
    page.get_by_role("button", name="Save these answers").click()
    expect(page.get_by_text("2 answers changed")).to_be_visible()
