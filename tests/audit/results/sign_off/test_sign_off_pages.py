"""Signing off on the pages: what is shown first, what changes afterwards, what they say once the cases are gone."""

import datetime

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import Audit
from audit.results.sign_off.actions.sign_off import sign_off
from audit.results.sign_off.reads import default_keep_until
from audit.retention.actions import remove_cases
from tests.audit.a_review import a_reviewer, read_twice
from tests.audit.an_audit import YES, add_case, add_cases
from tests.audit.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def page(suffolk_audit):
    return f"/audits/{suffolk_audit.pk}/"


def a_date(days=100):
    return (timezone.localdate() + datetime.timedelta(days=days)).isoformat()


def test_before_signing_off_the_result_its_notes_and_a_date_in_a_year_are_shown(page, sign_in):
    response = sign_in("lead").get(f"{page}sign-off/")
    day = default_keep_until(Audit(), timezone.localdate())
    assert [part.value for part in response.context["form"]["keep_until"].parts] == [
        str(day.day),
        str(day.month),
        str(day.year),
    ]
    assert "Requires improvement" in text_of(response)
    assert "56 of 56" in text_of(response)


def test_before_signing_off_it_says_what_will_be_removed_and_what_stays(page, sign_in):
    text = text_of(sign_in("lead").get(f"{page}sign-off/"))
    assert "After this date we permanently delete the facts and CRNs of the cases, answers, comments," in text
    assert "Figures, judgements, who decided them, the texts on standards and recommendations stay." in text


def test_second_reviews_that_are_open_and_differences_not_agreed_on_are_told_and_block_nothing(small):
    audit, client = small
    asha, ben = a_reviewer(audit.unit, "asha"), a_reviewer(audit.unit, "ben")
    read_twice(audit, asha, ben)
    page = f"/audits/{audit.pk}/sign-off/"
    assert "second review" not in text_of(client.get(page))
    for _ in range(2):
        read_twice(audit, asha, ben, no=["2.1.1"])
    read_twice(audit, asha, ben, no=["2.1.1"], submitted=(True, False))
    told = text_of(client.get(page)).partition("Read before you sign off")[2]
    assert "1 second review is not submitted: X000004, case 4." in told
    assert (
        "In 2 cases the two reviews have different answers that are not agreed yet, so the first review counts" in told
    )
    assert "X000002, case 2; X000003, case 3." in told
    assertRedirects(client.post(page, {"keep_until": a_date()}), f"/audits/{audit.pk}/")


def test_a_signed_off_result_says_who_signed_when_and_until_when_cases_are_kept(page, sign_in):
    client = sign_in("lead")
    assertRedirects(client.post(f"{page}sign-off/", {"keep_until": a_date()}), page)
    text = text_of(client.get(page))
    assert "Signed off on" in text
    assert "by Lead. Cases and comments are kept until" in text
    assert "Requires improvement, 4 of 21" in text_of(client.get("/audits/"))


def test_a_signed_off_audit_offers_no_judgement_but_taking_the_sign_off_back(page, sign_in):
    client = sign_in("lead")
    client.post(f"{page}sign-off/", {"keep_until": a_date()})
    response = client.get(page)
    assertNotContains(response, "/judgement/")
    assertContains(response, "/sign-off/take-back/")
    assert "Take the sign-off back first." in text_of(client.get(f"{page}standards/1.1/judgement/", follow=True))
    assert client.get(f"{page}standards/9.9/judgement/").status_code == 404
    again = client.post(f"{page}sign-off/", {"keep_until": a_date()}, follow=True)
    assert "This audit is signed off already." in text_of(again)


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("", "Enter a date"),
        ("soon", "such as 31 March 2027"),
        ("2020-01-01", "between 30 days"),
        (a_date(0), "between 30 days"),
        ("2999-01-01", "Keep cases and comments until must be a real date"),
    ],
)
def test_a_date_that_will_not_do_is_explained_and_nothing_is_signed_off(page, sign_in, date, message):
    assertContains(sign_in("lead").post(f"{page}sign-off/", {"keep_until": date}), message)
    assert Audit.objects.get().signed_off_at is None


def test_an_audit_that_nobody_reviewed_is_given_up_on_the_same_page(small):
    audit, client = small
    add_case(audit, {}, submitted=False)
    page, result = f"/audits/{audit.pk}/sign-off/", f"/audits/{audit.pk}/"
    assert "No reviews of its 1 case are submitted, so there is no result." in text_of(client.get(page))
    assertRedirects(client.post(page, {"keep_until": a_date(), "without_result": "True"}), result)
    assert "Signed off without a result on" in text_of(client.get(result))
    assert "Signed off 0 of 1 — Without a result Signed off on" in text_of(client.get("/audits/"))


def test_giving_an_audit_up_says_how_many_reviews_are_started_and_how_many_answers_go_with_them(small):
    audit, client = small
    page = f"/audits/{audit.pk}/sign-off/"
    add_case(audit, {}, submitted=False)
    assert "started" not in text_of(client.get(page))
    add_case(audit, {"2.1.1": YES}, submitted=False)
    assert "1 review is started, with 1 answer. They will be deleted too." in text_of(client.get(page))
    add_case(audit, {"2.1.1": YES, "2.1.2": YES}, submitted=False)
    assert "2 reviews are started, with 3 answers. They will be deleted too." in text_of(client.get(page))
    add_cases(audit, 1, {"2.1.3": 1})
    assert "started" not in text_of(client.get(page))


def test_an_audit_without_cases_is_given_up_in_plain_words(small):
    audit, client = small
    text = text_of(client.get(f"/audits/{audit.pk}/sign-off/"))
    assert "The audit has no cases, so there is no result." in text
    assert "0 case" not in text
    assert "its cases are removed" not in text


def test_the_page_of_an_audit_without_a_result_has_no_empty_figures_but_what_it_was_and_where_to_go(small):
    audit, client = small
    add_case(audit, {"2.1.1": YES}, submitted=False)
    Audit.objects.update(about="Two weeks of starts.")
    page = f"/audits/{audit.pk}/"
    assert "1.1 Leadership No rating yet" in text_of(client.get(page))
    sign_off(audit=audit, without_result=True)
    text = text_of(client.get(page))
    assert text.startswith("Result About this audit Two weeks of starts. Signed off without a result on")
    assert text.endswith("Take back the sign-off Plan again from this audit")
    assert "Signed off 0 of 1 — Without a result Signed off on" in text_of(client.get("/audits/"))
    assert [client.get(page + name).status_code for name in ("summary.xlsx", "summary.json")] == [200, 200]


def test_a_review_submitted_while_the_page_stood_open_is_shown_before_it_is_signed_off(small):
    audit, client = small
    page = f"/audits/{audit.pk}/sign-off/"
    add_cases(audit, 1, {"2.1.3": 1})
    response = client.post(page, {"keep_until": a_date(), "without_result": "True"})
    assert "A review has just been submitted" in text_of(response)
    assert "1 of 1" in text_of(response)
    assert response.context["form"]["without_result"].value() == ""
    assertRedirects(client.post(page, {"keep_until": a_date(), "without_result": ""}), f"/audits/{audit.pk}/")


def test_taking_back_asks_for_a_reason(page, suffolk_audit, sign_in):
    sign_off(audit=suffolk_audit)
    client = sign_in("lead")
    assertContains(client.post(f"{page}sign-off/take-back/", {"reason": ""}), "Enter the reason")
    assertRedirects(client.post(f"{page}sign-off/take-back/", {"reason": "A case was missing."}), page)
    assert Audit.objects.get().signed_off_at is None


@pytest.mark.parametrize(
    ("where", "viewer"), [("sign-off/", 403), ("sign-off/take-back/", 403), ("trail/", 200), ("cases/1/trail/", 403)]
)
def test_closing_is_the_quality_leads_and_the_trail_of_the_audit_for_who_answers_for_it(page, sign_in, where, viewer):
    assert [sign_in(name).get(page + where).status_code for name in ("spo", "viewer", "norfolk")] == [403, viewer, 404]


def test_what_is_signed_off_is_not_signed_off_again_and_what_is_open_not_taken_back(page, suffolk_audit, sign_in):
    client = sign_in("lead")
    assertRedirects(client.get(f"{page}sign-off/take-back/"), page)
    sign_off(audit=suffolk_audit)
    assertRedirects(client.get(f"{page}sign-off/"), page)


def test_once_the_cases_are_removed_the_pages_say_so_and_the_figures_stay(small):
    audit, client = small
    add_cases(audit, 5, {"2.1.3": 2})
    sign_off(audit=audit)
    Audit.objects.update(keep_until=a_date(-1))
    remove_cases(audit=audit)
    page = f"/audits/{audit.pk}/"
    for address in (f"{page}questions/", f"{page}questions/2.1.3/"):
        text = text_of(client.get(address))
        assert "2 of 5" in text
        assert "5 cases, 5 reviews" in text
    assert client.get(f"{page}cases/1/").status_code == 404
    assert client.get(f"{page}summary.xlsx").status_code == 200
