"""The pages on which a quality lead plans an audit and its sample."""

import datetime
import re

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Audit, Sample
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Membership, User
from cases.permissions import Role
from tests.audit.a_review import a_reviewer
from tests.audit.a_sample import store_drawn
from tests.audit.an_audit import YES, a_unit, add_case, an_audit
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = datetime.date.today()
YESTERDAY = (TODAY - datetime.timedelta(days=1)).isoformat()
AUDIT = {
    "title": "Mock inspection, winter",
    "purpose": "thematic",
    "framework_code": "pdu-2023",
    "about": "Two weeks of starts.",
    "review_from": (TODAY + datetime.timedelta(days=9)).isoformat(),
    "review_until": (TODAY + datetime.timedelta(days=19)).isoformat(),
    "keep_months": "6",
}
PLAN = {
    "how": "size",
    "size": "56",
    "margin": "5",
    "confidence": "80",
    "strata": ["sex", "rosh"],
    "cap": "6",
    "reserve_percent": "20",
    "months": "12",
    "unit": "Suffolk PDU",
    "seed": "7",
    "from_0": "2026-07-03",
    "until_0": "2026-07-09",
}


@pytest.fixture
def lead(sign_in):
    a_unit()
    return sign_in("lead")


@pytest.fixture
def plan_page():
    return f"/audits/{an_audit().pk}/sample/plan/"


def stored_plan():
    return Sample.objects.get().plan


def based_on(response):
    """Return the version that the form is based on; "" if nothing is stored yet."""
    return re.search(r'name="based_on"(?: value="(\w*)")?', response.content.decode())[1] or ""


def save(client, page, **plan):
    """Send the plan from the page as it is shown now."""
    return client.post(page, PLAN | {"based_on": based_on(client.get(page))} | plan)


def test_a_lead_plans_an_audit_and_is_led_on_to_its_sample(lead):
    unit = a_unit()
    response = lead.post("/audits/new/", AUDIT | {"unit": unit.pk}, follow=True)
    audit = Audit.objects.get()
    assertRedirects(response, f"/audits/{audit.pk}/sample/plan/")
    assert (audit.unit, audit.purpose, audit.framework_code, audit.keep_months) == (unit, "thematic", "pdu-2023", 6)
    assert (audit.review_from.isoformat(), audit.review_until.isoformat()) == (
        AUDIT["review_from"],
        AUDIT["review_until"],
    )
    assert audit.created_by.username == "lead"


def test_the_list_offers_it_to_who_may_plan_and_the_page_is_closed_to_others(lead, sign_in):
    assertContains(lead.get("/audits/"), "Plan an audit")
    assert lead.get("/audits/new/").status_code == 200
    viewer = sign_in("viewer")
    assertNotContains(viewer.get("/audits/"), "Plan an audit")
    assert viewer.get("/audits/new/").status_code == 403


def test_a_lead_who_reviews_elsewhere_still_finds_where_to_plan(lead):
    reviewed = add_case(an_audit(unit=a_unit("Norfolk PDU")), {"2.1.1": YES}).reviews.get()
    reviewed.reviewer = User.objects.get(username="lead")
    reviewed.save()
    Membership.objects.create(user=reviewed.reviewer, role=Role.REVIEWER, unit=a_unit("Norfolk PDU"))
    assertContains(lead.get("/"), "Plan an audit")


def test_a_pdu_of_others_is_neither_offered_nor_taken(lead):
    norfolk = a_unit("Norfolk PDU")
    assertNotContains(lead.get("/audits/new/"), "Norfolk")
    assertContains(lead.post("/audits/new/", AUDIT | {"unit": norfolk.pk}), "There is a problem")
    assert not Audit.objects.exists()


def test_a_user_who_plans_in_two_pdus_has_to_choose_one(lead):
    norfolk = a_unit("Norfolk PDU")
    Membership.objects.create(user=User.objects.get(username="lead"), role=Role.QUALITY_LEAD, unit=norfolk)
    assertContains(lead.get("/audits/new/"), "Norfolk PDU, East of England")
    assertContains(lead.post("/audits/new/", AUDIT | {"unit": ""}), "Choose a PDU")
    lead.post("/audits/new/", AUDIT | {"unit": norfolk.pk})
    assert Audit.objects.get().unit == norfolk


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": " "}, "Enter a title"),
        ({"purpose": ""}, "Choose a purpose"),
        ({"framework_code": "none"}, "Choose one of the options"),
        ({"review_until": TODAY.isoformat()}, "Reviews must be due on or after the first day of reviewing"),
        ({"review_from": "", "review_until": YESTERDAY}, "Reviews due by must be today or a later date"),
        ({"keep_months": "1"}, "Months to keep cases after sign-off must be a whole number from 2 to 84"),
        ({"about": "About Mr Smith"}, "This may identify someone"),
    ],
)
def test_a_wrong_value_is_named_at_its_field_and_nothing_is_stored(lead, wrong, message):
    response = lead.post("/audits/new/", AUDIT | {"unit": a_unit().pk} | wrong)
    assert message in text_of(response)
    assert not Audit.objects.exists()


def test_title_words_dates_and_months_can_be_changed_and_purpose_pdu_and_framework_stay(lead):
    audit = an_audit()
    page = f"/audits/{audit.pk}/plan/"
    assertContains(lead.get(f"/audits/{audit.pk}/"), page)
    assertContains(lead.get(f"/audits/{audit.pk}/sample/"), page)
    assertContains(lead.get(page), 'value="Mock inspection"')
    sent = AUDIT | {"title": "Now another", "review_from": "", "review_until": TODAY.isoformat()}
    sent["based_on"] = based_on(lead.get(page))
    assertRedirects(lead.post(page, sent), f"/audits/{audit.pk}/tasks/")
    changed = Audit.objects.get()
    assert (changed.title, changed.about, changed.keep_months) == ("Now another", "Two weeks of starts.", 6)
    assert (changed.review_until.isoformat(), changed.purpose) == (TODAY.isoformat(), "mock_inspection")
    assert changed.history.first().history_user.username == "lead"


def test_of_two_who_change_title_and_dates_at_once_the_second_is_shown_what_the_first_wrote(lead):
    page = f"/audits/{an_audit().pk}/plan/"
    both_opened = {"based_on": based_on(lead.get(page))}
    lead.post(page, AUDIT | both_opened | {"title": "Theirs", "review_from": "", "review_until": ""})
    response = lead.post(page, AUDIT | both_opened | {"title": "Mine"})
    assert "While you were editing, title or dates changed" in text_of(response)
    assert "What was saved while you were editing Title Theirs" in text_of(response)
    assert Audit.objects.get().title == "Theirs"
    assertRedirects(lead.post(page, AUDIT | {"title": "Mine", "based_on": based_on(response)}), f"{page[:-5]}tasks/")
    assert Audit.objects.get().title == "Mine"


def test_a_text_that_may_name_a_person_is_asked_about_and_who_may_not_plan_changes_nothing(lead, sign_in):
    page = f"/audits/{an_audit().pk}/plan/"
    assert "This may identify someone" in text_of(lead.post(page, AUDIT | {"about": "About Mr Smith"}))
    assert sign_in("viewer").post(page, AUDIT).status_code == 403
    a_unit("Norfolk PDU")
    assert sign_in("norfolk").post(page, AUDIT).status_code == 404
    assert Audit.objects.get().title == "Mock inspection"


def test_after_the_sign_off_title_and_dates_stay(lead):
    audit = an_audit()
    add_case(audit, {"2.1.1": YES})
    sign_off(audit=audit)
    page = f"/audits/{audit.pk}/plan/"
    assertRedirects(lead.post(page, AUDIT), f"/audits/{audit.pk}/")
    assertNotContains(lead.get(f"/audits/{audit.pk}/"), page)
    assert Audit.objects.get().title == "Mock inspection"


def test_a_plan_is_saved_and_the_page_begins_with_it_again(lead, plan_page):
    response = lead.post(plan_page, PLAN | {"sex": ["female"], "flags": ["ADVP", "RCPR"], "ended_before": "2026-08-01"})
    assertRedirects(response, plan_page.replace("plan/", "draw/"))
    plan = stored_plan()
    assert (plan["size"], plan["seed"], plan["cohort"]) == (56, 7, [["2026-07-03", "2026-07-09"]])
    assert plan["filters"] == {"sex": ["female"], "flags": ["ADVP", "RCPR"]}
    html = lead.get(plan_page).content.decode()
    assert re.search(r'name="from_0_day"[^>]* value="3".*name="ended_before_month"[^>]* value="8"', html, re.DOTALL)
    assert re.search(r'name="flags" value="RCPR"[^>]* checked', html)


def test_of_two_who_plan_at_once_the_second_is_shown_the_plan_of_the_first_beside_theirs(lead, plan_page):
    save(lead, plan_page, seed="8")
    response = lead.post(plan_page, PLAN | {"size": "40"})
    text, html = text_of(response), response.content.decode()
    assert "While you were editing, the plan changed" in text
    assert "Size 56 cases" in text
    assert re.search(r'name="size" value="40"', html)
    assert (stored_plan()["size"], stored_plan()["seed"]) == (56, 8)
    lead.post(plan_page, PLAN | {"size": "40", "based_on": based_on(response)})
    assert stored_plan()["size"] == 40


@pytest.mark.parametrize("page", ["plan/", "sample/plan/", "reviewers/"])
def test_a_form_that_tells_what_it_is_based_on_is_not_filled_in_again_by_the_browser(lead, page):
    audit = an_audit()
    a_reviewer(audit.unit, "asha")
    html = lead.get(f"/audits/{audit.pk}/{page}").content.decode()
    assert re.search(r'<form [^>]*autocomplete="off"[^>]*>(?:(?!</form>).)*name="based_on"', html, re.DOTALL)


def test_a_new_plan_begins_with_what_is_usual_and_a_random_seed(lead, plan_page):
    html = lead.get(plan_page).content.decode()
    assert re.search(r'name="cap" value="6"', html)
    assert re.search(r'name="unit" value="Suffolk PDU"', html)
    seeds = {re.search(r'name="seed" value="(\d+)"', lead.get(plan_page).content.decode())[1] for _ in range(4)}
    assert len(seeds) > 1


def test_the_usual_grouping_is_offered_first_and_ticked(lead, plan_page):
    first = re.search(r'name="strata" value="(\w+)"([^>]*)>', lead.get(plan_page).content.decode())
    assert first[1] == "women_or_sentence_and_rosh"
    assert "checked" in first[2]


def test_there_is_room_for_one_span_more_than_is_filled(lead, plan_page):
    assert lead.get(plan_page).content.decode().count('_day" name="from_') == 3
    spans = {f"{name}_{number}": f"2026-0{number + 1}-03" for number in range(3) for name in ("from", "until")}
    save(lead, plan_page, **spans)
    assert lead.get(plan_page).content.decode().count('_day" name="from_') == 4
    assert lead.post(plan_page, {"from_3_year": "20"}).content.decode().count('_day" name="from_') == 5
    save(lead, plan_page, **spans, from_3="2026-04-03", until_3="2026-04-03")
    assert len(stored_plan()["cohort"]) == 4


def test_by_a_margin_the_number_stays_open(lead, plan_page):
    lead.post(
        plan_page, PLAN | {"how": "margin", "size": "", "margin": "7.5", "confidence": "95", "cap": "", "months": ""}
    )
    plan = stored_plan()
    assert (plan["size"], plan["margin"], plan["confidence"]) == (None, 7.5, 95)
    assert (plan["cap"], plan["months"]) == (None, None)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"size": ""}, "Enter how many cases"),
        ({"how": "margin", "margin": ""}, "Enter the margin of error"),
        ({"until_0": ""}, "Enter both the first and the last day"),
        ({"from_1": "", "until_1": "2026-07-09"}, "Enter both the first and the last day"),
        ({"until_0": "2026-07-01"}, "The last day must not be before the first day"),
        ({"seed": "x"}, "Seed must be a whole number from 0 to 2,147,483,647"),
        ({"strata": ["shoe size"]}, "Choose from the options"),
    ],
)
def test_a_wrong_value_of_a_plan_is_named_at_its_field(lead, plan_page, wrong, message):
    assert message in text_of(lead.post(plan_page, PLAN | wrong))
    assert not Sample.objects.exists()


def test_numbers_that_do_not_fit_are_called_by_name_in_the_summary_of_errors(lead, plan_page):
    wrong = {"size": "0", "margin": "50", "population": "many", "cap": "0", "reserve_percent": "101", "months": "1.5"}
    response = lead.post(plan_page, PLAN | wrong)
    assert re.findall(r'<li><a href="#\w+">([^<]+)</a></li>', response.content.decode()) == [
        "Number of cases must be a whole number from 1 to 10,000",
        "Margin of error must be from 1 to 30 points",
        "Eligible cases must be a whole number from 1 to 1,000,000",
        "Maximum cases per practitioner must be a whole number from 1 to 1,000",
        "Reserve (% of each group) must be a whole number from 0 to 100",
        "Months since another audit must be a whole number from 1 to 120",
    ]


def test_what_sizes_give_is_shown_without_saving_anything(lead, plan_page):
    text = text_of(lead.post(plan_page, PLAN | {"population": "2000", "sizes": "Compare sample sizes"}))
    assert "For 2,000 eligible cases" in text
    assert "Cases needed for ±5 points 152 239 323" in text
    assert "56 cases: margin in points ±8.4 ±10.8 ±12.9" in text
    assert not Sample.objects.exists()


def test_once_a_sample_is_drawn_the_sizes_are_those_of_what_was_eligible(lead, plan_page):
    store_drawn(Audit.objects.get())
    assert "For 40 eligible cases" in text_of(lead.get(plan_page))


def test_once_a_review_has_begun_the_plan_is_closed(lead, plan_page):
    add_case(Audit.objects.get(), {"2.1.1": YES})
    response = lead.get(plan_page, follow=True)
    assertRedirects(response, plan_page.replace("plan/", ""))
    assert "A review of one of its cases has started" in text_of(response)


@pytest.mark.parametrize("page", ["plan/", "draw/", ""])
def test_two_places_do_not_see_each_others_plans(lead, plan_page, sign_in, page):
    a_unit("Norfolk PDU")
    address = plan_page.replace("plan/", page)
    norfolk = sign_in("norfolk")
    assert {norfolk.get(address).status_code, norfolk.post(address, PLAN).status_code} <= {404, 405}
    assert not Sample.objects.exists()
