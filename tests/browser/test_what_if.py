"""A quality lead tries out what would change the signed result, on a narrow screen."""

from playwright.sync_api import expect

pytest_plugins = ["tests.browser.demonstration"]


def test_a_lead_picks_cases_and_a_number_and_reads_what_they_would_make(signed_off, narrow_page, sign_in, check_page):
    sign_in(narrow_page, "quality-lead")
    narrow_page.goto(f"/audits/{signed_off.pk}/")
    narrow_page.get_by_role("link", name="Try out what would change the result").click()
    check_page(narrow_page)
    narrow_page.get_by_role("link", name="Choose cases of 2.1.3").click()
    check_page(narrow_page)
    for box in narrow_page.get_by_role("checkbox").all()[:3]:
        box.check()
    narrow_page.get_by_role("button", name="Show the result").click()
    narrow_page.get_by_label("2.4.2").fill("8")
    narrow_page.get_by_label("2.4.3").fill("8")
    narrow_page.get_by_role("button", name="Show the result").click()
    expect(narrow_page.get_by_role("main")).to_contain_text("The score would be 6 of 21 instead of 4.")
    expect(narrow_page.get_by_role("row", name="2.1 Assessment")).to_contain_text("Requires improvement")
    check_page(narrow_page)
