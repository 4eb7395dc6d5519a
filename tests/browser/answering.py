"""How the stories answer the questions of a review, and where they look for what became of it."""

from playwright.sync_api import expect

from audit.method.answers import Value

YES, NO, NOT_APPLICABLE = Value.YES, Value.NO, Value.NOT_APPLICABLE
PASSWORD = "suffolk-2024"


def question(page, code):
    return page.locator(f"[data-question='{code}']")


def answer(page, code, label):
    question(page, code).get_by_role("radio", name=label, exact=True).check(force=True)


def comment(page, code):
    return question(page, code).locator("textarea")


def said(page, code):
    """What stands beside the answer about its being saved."""
    return question(page, code).locator("[data-saved]")


def is_saved(page, code):
    expect(said(page, code)).to_contain_text("Saved ")


def all_saved(page):
    expect(page.locator("[data-all-saved]")).to_have_text("All saved")
