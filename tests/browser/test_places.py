"""An administrator keeps places and practitioners, one by one and from a list."""

import pytest
from playwright.sync_api import expect

from cases.models import Membership, Region, User
from cases.permissions import Role

pytest_plugins = ["tests.browser.demonstration"]
HEADINGS = "region,PDU,team,practitioner,grade,SPO\n"


@pytest.fixture
def open_places(audit, sign_in):
    """open_places(page): the places of the demonstration's region, for somebody who administers it."""
    ruth = User.objects.create(username="ruth", first_name="Ruth", last_name="Administrator")
    Membership.objects.create(user=ruth, role=Role.ADMINISTRATOR, region=Region.objects.get())

    def open_places(page):
        sign_in(page, "ruth")
        page.goto("/")
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="Places").click()

    return open_places


def import_list(page, rows):
    page.get_by_role("link", name="Import a list").click()
    file = {"name": "staff.csv", "mimeType": "text/csv", "buffer": (HEADINGS + rows).encode()}
    page.get_by_label("List", exact=True).set_input_files(file)
    page.get_by_role("button", name="Import list").click()


def test_a_practitioner_is_added_to_a_new_team_with_an_spo(open_places, screen, check_page):
    open_places(screen)
    check_page(screen)
    screen.get_by_role("link", name="Suffolk PDU").click()
    check_page(screen)
    screen.get_by_role("link", name="Add a team").click()
    screen.get_by_label("Name").fill("Haverhill")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("alert")).to_contain_text("Haverhill saved.")
    screen.get_by_role("link", name="Add a practitioner").click()
    check_page(screen)
    screen.get_by_label("Name").fill("Ruben Quill")
    screen.get_by_label("Team").select_option("Haverhill")
    screen.get_by_label("Grade").select_option("Senior probation officer")
    screen.get_by_role("button", name="Save").click()
    expect(screen.get_by_role("row", name="Ruben Quill")).to_contain_text("Haverhill")
    check_page(screen)


def test_a_name_that_is_taken_is_told_at_its_field(open_places, page, check_page):
    open_places(page)
    page.get_by_role("link", name="Add a PDU to East of England").click()
    page.get_by_label("Name").fill("suffolk pdu")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    check_page(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Name")).to_be_focused()


def test_a_list_is_put_right_after_its_problems_are_shown(open_places, screen, check_page):
    open_places(screen)
    import_list(
        screen, "East of England,Suffolk PDU,Ipswich,Ada Fenwick,Boss,\nEast of England,Suffolk PDU,,Nia Penn,,\n"
    )
    expect(screen.get_by_role("region", name="2 problems in the list").get_by_role("listitem")).to_have_count(2)
    check_page(screen)
    screen.get_by_role("navigation", name="Menu").get_by_role("link", name="Places").first.click()
    import_list(screen, "East of England,Suffolk PDU,Haverhill,Ada Fenwick,PO,\n")
    expect(screen.get_by_role("alert")).to_contain_text("Added: 0 regions, 0 PDUs, 1 team, 1 practitioner.")
    expect(screen.get_by_text("Haverhill: 1 practitioner")).to_be_visible()


def test_a_list_is_imported_without_script(open_places, no_script_page):
    open_places(no_script_page)
    import_list(no_script_page, "East of England,Cambridgeshire PDU,Ely,Nia Penn,SPO,\n")
    expect(no_script_page.get_by_text("Ely: 1 practitioner")).to_be_visible()


def test_keeping_a_practitioner_needs_only_the_keyboard(open_places, page, press_tab):
    open_places(page)
    page.get_by_role("link", name="Suffolk PDU").press("Enter")
    page.get_by_role("link", name="Asha Fenwick").press("Enter")
    page.get_by_label("Name").focus()
    for text in ("Lowestoft", "Probation services"):
        press_tab(page)
        page.keyboard.type(text)
    press_tab(page)  # the SPO
    for _ in ("day", "month", "year", "Save"):  # of the date on which somebody left
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Asha Fenwick Probation services officer Lowestoft")).to_be_visible()


def test_who_administers_nothing_is_refused_in_plain_words(audit, page, sign_in, complaints):
    complaints.expect("403 (Forbidden)")
    sign_in(page, "quality-lead")
    page.goto("/places/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You do not have access to this page")
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="Places")).to_have_count(0)
