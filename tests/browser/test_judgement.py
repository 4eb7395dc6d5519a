"""The quality lead records what the panel decided."""

from playwright.sync_api import expect

from audit.results.sign_off.actions.sign_off import sign_off, take_back_sign_off
from cases.models import User

pytest_plugins = ["tests.browser.demonstration"]


def open_judgement(page, audit, sign_in, link):
    sign_in(page, "quality-lead")
    page.goto(f"/audits/{audit.pk}/")
    page.get_by_role("link", name=link).click()


def fill_in(page, rating):
    page.get_by_label(rating).check()
    page.get_by_label("Rationale").fill("Seen in interviews.\nAnd in the minutes.")
    page.get_by_label("Decided by").fill("Panel of 12 February")
    page.get_by_role("button", name="Record judgement").click()


def standard(page, code):
    """What the page of all questions shows of a standard."""
    if "/questions/" not in page.url:
        page.get_by_role("link", name="Questions", exact=True).click()
    return page.locator(".standard").filter(has=page.locator(f"[id='standard-{code}']"))


def test_a_judgement_on_evidence_is_changed_after_a_slip_and_confirmed(audit, screen, sign_in, check_page):
    open_judgement(screen, audit, sign_in, "Change judgement for Leadership")
    screen.get_by_label("Rationale").fill("")
    screen.get_by_role("button", name="Record judgement").click()
    expect(screen.locator(".govuk-error-summary")).to_be_focused()
    check_page(screen)
    screen.get_by_role("alert").get_by_role("link", name="Enter the rationale").click()
    expect(screen.get_by_label("Rationale")).to_be_focused()
    fill_in(screen, "Requires improvement")
    expect(screen.get_by_role("alert")).to_contain_text("Judgement of 1.1 recorded.")
    expect(screen.locator(".key-figures")).to_contain_text("3 of 21")
    expect(standard(screen, "1.1")).to_contain_text("Seen in interviews.")


def test_discretion_shows_its_ground_and_that_it_waits(audit, narrow_page, sign_in, check_page):
    open_judgement(narrow_page, audit, sign_in, "Use discretion for Assessment")
    expect(narrow_page.get_by_role("radio")).to_have_count(3)
    expect(narrow_page.get_by_text("2.1.3 is within 5 percentage points of the boundary at 50%")).to_be_visible()
    check_page(narrow_page)
    fill_in(narrow_page, "Requires improvement")
    expect(standard(narrow_page, "2.1")).to_contain_text(
        "A panel decided Requires improvement. This waits for a second"
    )
    expect(standard(narrow_page, "2.1").locator(".rating").first).to_have_text("Inadequate")


def test_recording_needs_no_script(audit, no_script_page, sign_in):
    open_judgement(no_script_page, audit, sign_in, "Change judgement for Services")
    fill_in(no_script_page, "Cannot be rated")
    expect(no_script_page.get_by_role("main")).to_contain_text("Judgement of 1.3 recorded.")
    expect(standard(no_script_page, "1.3").locator(".rating")).to_have_text("Cannot be rated")


def test_recording_works_by_keyboard_alone(audit, page, sign_in, press_tab):
    open_judgement(page, audit, sign_in, "Change judgement for Leadership")
    page.get_by_role("link", name="Skip to main content").focus()
    page.keyboard.press("Enter")
    press_tab(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Outstanding")).to_be_checked()
    for text in ("Read twice.", "Panel"):
        press_tab(page)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)
    assert press_tab(page) == "Record judgement"
    page.locator(":focus").press("Enter")  # waits for the next page, unlike the keyboard
    expect(standard(page, "1.1")).to_contain_text("Decided by Panel")


def test_who_may_not_judge_is_refused_in_plain_words(audit, page, sign_in, complaints, check_page):
    complaints.expect("403 (Forbidden)")
    sign_in(page, "spo")
    page.goto(f"/audits/{audit.pk}/standards/1.1/judgement/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You do not have access to this page")
    check_page(page)


def test_a_rationale_with_a_name_in_it_is_saved_only_after_a_second_look(audit, screen, sign_in, check_page):
    open_judgement(screen, audit, sign_in, "Change judgement for Leadership")
    screen.get_by_label("Rationale").fill("Chaired by Mrs Okonkwo-Featherstonehaugh, ring 07700 900123.")
    screen.get_by_role("button", name="Record judgement").click()
    expect(screen.locator("mark")).to_have_text(["Mrs Okonkwo-Featherstonehaugh", "07700 900123"])
    check_page(screen)
    screen.get_by_label("Save it as it is").check()
    screen.get_by_role("button", name="Record judgement").click()
    expect(standard(screen, "1.1")).to_contain_text("Chaired by Mrs Okonkwo-Featherstonehaugh")


def test_a_head_of_service_confirms_a_move_and_a_corrected_result_leads_to_its_first_version(
    audit, narrow_page, open_page, sign_in, check_page
):
    sign_off(audit=audit, by=User.objects.get(username="quality-lead"))
    take_back_sign_off(audit=audit, reason="One judgement was wrong.")
    open_judgement(narrow_page, audit, sign_in, "Use discretion for Assessment")
    fill_in(narrow_page, "Requires improvement")
    head = open_page(1280, 900)
    sign_in(head, "head")
    head.goto("/")
    head.get_by_role("link", name="1 decision of a panel waits for a second person").click()
    head.get_by_role("link", name="Confirm the decision on 2.1").click()
    check_page(head)
    head.get_by_role("button", name="Confirm this decision").click()
    expect(head.get_by_role("alert")).to_contain_text("You have confirmed the decision on 2.1.")
    sign_off(audit=audit, by=User.objects.get(username="quality-lead"))
    narrow_page.goto(f"/audits/{audit.pk}/")
    expect(narrow_page.locator(".at-a-glance")).to_contain_text("Moved from Inadequate")
    narrow_page.get_by_role("link", name="Version 1,").click()
    expect(narrow_page.get_by_role("main")).to_contain_text("Replaced by version 2")
    check_page(narrow_page)
