"""From My reviews through the parts to the check page: what is missing is found, and the review is handed in."""

from playwright.sync_api import expect

from audit.moderating.actions.send_back import send_back
from audit.reviewing.actions.submission import submit_review
from cases.models import Membership, Team, User
from tests.browser.answering import NO, NOT_APPLICABLE, YES, answer, comment, question

pytest_plugins = ["tests.browser.demonstration", "tests.browser.practice"]


def test_the_check_page_leads_to_what_is_missing_and_submits(screen, sign_in, give_all, give, check_page, review):
    give_all(but=["2.2.1a"])
    give("2.2.1b", NO)
    sign_in(screen, "reviewer")
    screen.goto("/reviews/")
    check_page(screen)
    screen.get_by_role("link", name="Check and submit").click()
    check_page(screen)
    screen.get_by_role("main").get_by_role("link", name="2.2.1a").click()
    expect(question(screen, "2.2.1a").get_by_role("radio", name="Yes", exact=True)).to_be_focused()
    expect(question(screen, "2.2.1a")).to_be_in_viewport()
    screen.keyboard.press("y")
    expect(question(screen, "2.2.1a").locator("[data-saved]")).to_contain_text("Saved")
    screen.get_by_role("link", name="Check and submit").click()
    expect(screen.get_by_role("main")).to_contain_text("89 of 89 questions that apply to this case are answered.")
    screen.get_by_role("button", name="Submit the review").click()
    expect(screen.get_by_role("alert")).to_contain_text("is submitted")
    review.refresh_from_db()
    assert review.submitted_at


def test_a_question_is_found_by_its_words(page, open_part):
    open_part(page)
    page.keyboard.press("/")
    page.keyboard.type("victim safety")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Questions with")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="safety of each actual and potential victim").first.click()
    expect(page.locator("[data-question] :focus")).to_be_in_viewport()


def test_what_was_sent_back_comes_with_its_note_and_goes_with_a_reply(page, sign_in, give_all, review, check_page):
    give_all()
    lead = User.objects.get(username="quality-lead")
    submit_review(review=review, by=review.reviewer)
    send_back(review=review, note="Look at the risk again.", questions=["2.1.3"], by=lead)
    sign_in(page, "reviewer")
    page.goto("/reviews/")
    expect(page.get_by_role("main")).to_contain_text("Sent back")
    page.get_by_role("main").get_by_role("link", name="Check and submit").click()
    expect(page.get_by_role("main")).to_contain_text("Look at the risk again.")
    check_page(page)
    page.get_by_label("Your reply to the note").fill("Done.")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="2.1.3", exact=True).click()
    expect(page.get_by_label("Your reply to the note")).to_have_value("Done.")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Submit the review").click()
    expect(page.get_by_role("alert")).to_contain_text("is submitted")


def test_without_script_one_answers_sets_aside_puts_back_and_submits(no_script_page, open_part, give_all, stored):
    give_all(but=["2.1.1", "2.1.1a", "2.1.1b"])
    page = open_part(no_script_page)
    answer(page, "2.1.1a", "No")
    question(page, "2.1.1a").get_by_role("radio", name="No", exact=True).press("Enter")
    expect(question(page, "2.1.1a").locator("[data-saved]")).to_contain_text("Saved")
    assert [stored(code)[0] for code in ("2.1.1a", "2.1.1b", "2.1.1c")] == [NO, None, YES]
    page.get_by_role("button", name="Answer the rest of its prompts").first.click()
    assert [stored(code)[0] for code in ("2.1.1a", "2.1.1b", "2.1.1c")] == [NO, NOT_APPLICABLE, YES]
    page.get_by_role("button", name="Undo “not applicable”").click()
    assert [stored(code)[0] for code in ("2.1.1a", "2.1.1b", "2.1.1c")] == [NO, None, YES]
    answer(page, "2.1.1b", "Yes")
    answer(page, "2.1.1", "Yes")
    comment(page, "2.1.1").fill("On the whole.")
    page.get_by_role("button", name="Save and go on to Planning").click()
    page.get_by_role("link", name="Check and submit").click()
    page.get_by_role("button", name="Submit the review").click()
    expect(page.get_by_role("main")).to_contain_text("is submitted")


def test_the_rest_is_not_applicable_in_one_step_and_undone_in_one_on_the_same_page(page, open_part, stored):
    open_part(page)
    page.evaluate("window.isTheSamePage = true")
    answer(page, "2.1.1b", "No")
    comment(page, "2.1.1a").fill("Typed.")
    page.get_by_role("button", name="Answer the rest of its prompts").first.click()
    expect(question(page, "2.1.1d").get_by_role("radio", name="Not applicable", exact=True)).to_be_checked()
    expect(page.get_by_role("button", name="prompts “not applicable” in 2.1.1")).to_be_hidden()
    assert [stored(code) for code in ("2.1.1a", "2.1.1b")] == [(NOT_APPLICABLE, "Typed."), (NO, "")]
    page.get_by_role("button", name="Undo “not applicable”").click()
    expect(question(page, "2.1.1d").locator(":checked")).to_have_count(0)
    assert [stored(code)[0] for code in ("2.1.1a", "2.1.1b", "2.1.1d")] == [None, NO, None]
    assert page.evaluate("window.isTheSamePage")


def test_a_case_of_the_own_team_is_refused_with_the_reason(narrow_page, sign_in, review, check_page, complaints):
    complaints.expect("403 (Forbidden)")
    team = Team.objects.get(name="Ipswich")
    Membership.objects.create(user=User.objects.get(username="reviewer"), role="spo", team=team)
    sign_in(narrow_page, "reviewer")
    narrow_page.goto(f"/reviews/{review.pk}/")
    expect(narrow_page.get_by_role("heading", level=1)).to_have_text("This is a case of your own team")
    check_page(narrow_page)


def test_one_press_leads_on_when_everything_is_saved_already(open_part, page):
    open_part(page)
    answer(page, "2.1.1a", "Yes")
    expect(page.locator("[data-all-saved]")).to_have_text("All saved")
    page.get_by_role("button", name="Save and go on to Planning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Planning")
