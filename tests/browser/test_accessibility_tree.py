"""What a screen reader is given of a part of a review, and of a standard of the result, as files beside this one say.

After a wanted change, write what the failing test shows into the file, and read it as a screen reader would say it.
"""

import re
from pathlib import Path

from tests.browser.answering import NO

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


def tree(*parts):
    """The accessibility tree of the parts of a page, without numbers of records and times of day."""
    text = "\n".join(part.aria_snapshot() for part in parts)
    return re.sub(r"\b\d\d:\d\d\b", "HH:MM", re.sub(r"/(audits|reviews)/\d+/", r"/\1/N/", text)) + "\n"


def expected(name):
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def test_a_screen_reader_is_given_each_question_of_a_review_with_its_answers_and_comment(page, open_part, give):
    give("2.1.1a", NO, "Nothing about motivation.")
    open_part(page)
    parts = page.get_by_role("navigation", name="Parts of the review"), page.locator("section.block").first
    assert tree(*parts) == expected("review.aria.yaml")


def test_a_screen_reader_is_given_each_figure_of_a_standard_with_its_bar_and_rating(audit, page, sign_in):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/")
    told = tree(page.locator(".key-figures"), page.locator(".at-a-glance"))
    page.goto(f"/audits/{audit.pk}/questions/")
    assert told + tree(page.locator("section.standard").first) == expected("result.aria.yaml")
