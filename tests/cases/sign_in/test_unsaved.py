"""A session ends while somebody types: the same person gets every word back, and nobody else does."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import JsonResponse
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from audit.models import StandardJudgement
from cases.models import Membership
from cases.permissions import Role
from cases.sign_in.unsaved import MOST, _drop_what_is_saved
from tests.cases.sign_in.a_typed_form import BANNER, TYPED, end_sessions, fields_of
from tests.cases.sign_in.conftest import code_now

pytestmark = pytest.mark.slow


@pytest.fixture
def sent_too_late(at_the_form, page):
    """Asha has sent the form after her session had ended."""
    end_sessions()
    at_the_form.post(page, TYPED)
    return at_the_form


def test_what_was_typed_is_in_the_form_again_after_signing_in(at_the_form, sign_in, page):
    end_sessions()
    assertRedirects(at_the_form.post(page, TYPED), f"/sign-in/?next={page}")
    assertRedirects(sign_in(to=page), page, fetch_redirect_response=False)
    response = at_the_form.get(page)
    assert fields_of(response) == TYPED
    assertContains(response, BANNER)
    assert not StandardJudgement.objects.exists()


def test_it_is_given_back_as_often_as_the_page_is_opened_until_it_is_saved(sent_too_late, sign_in, page):
    sign_in()
    sent_too_late.get(page)
    response = sent_too_late.get(page)
    assert fields_of(response) == TYPED
    assertContains(response, BANNER)
    assert sent_too_late.post(page, TYPED | {"rating": ""}).status_code == 200
    assert fields_of(sent_too_late.get(page)) == TYPED
    assert sent_too_late.post(page, TYPED).status_code == 302
    assertNotContains(sent_too_late.get(page), BANNER)


def test_other_forms_that_lead_on_leave_it_where_it_is(sent_too_late, sign_in, page):
    sign_in()
    sent_too_late.post(page.replace("1.1", "1.2"), TYPED)
    assert fields_of(sent_too_late.get(page)) == TYPED


def test_of_a_page_that_saves_bit_by_bit_only_these_bits_are_dropped(sent_too_late, sign_in, page, rf):
    sign_in()
    request = rf.post(page, {"rating": "Good", "rationale": "New."})
    request.session = sent_too_late.session
    _drop_what_is_saved(request, JsonResponse({}))
    assert request.session["kept_forms"]["pages"][page]["fields"] == {"decided_by": ["Panel"]}


def test_after_twelve_hours_it_is_not_given_back(sent_too_late, sign_in, page):
    sign_in()
    session = sent_too_late.session  # the text grows old, and not the session, which would end
    session["kept_forms"]["pages"][page]["at"] -= 12 * 60 * 60
    session.save()
    assertNotContains(sent_too_late.get(page), BANNER)


def test_the_sign_in_page_says_that_the_session_has_ended(at_the_form, page):
    end_sessions()
    assertContains(at_the_form.get(page, follow=True), "Your session has ended")
    assertNotContains(at_the_form.get(page, follow=True), "Your session has ended")


def test_the_sign_in_page_says_that_the_text_is_kept(at_the_form, page):
    end_sessions()
    response = at_the_form.post(page, TYPED, follow=True)
    assertContains(response, "nothing was saved. We kept what you typed. Sign in to get it back.")


def test_who_opens_the_site_for_the_first_time_reads_nothing_of_that(client, db):
    assertNotContains(client.get("/", follow=True), "session")


def test_a_file_is_not_kept_and_has_to_be_chosen_again(at_the_form, sign_in, asha):
    Membership.objects.create(user=asha, role=Role.ADMINISTRATOR)
    page = "/places/import/"
    end_sessions()
    sent = {"file": SimpleUploadedFile("staff.csv", b"region,PDU"), "sheet": "March"}
    assertContains(at_the_form.post(page, sent, follow=True), "We did not read the file. Sign in and choose it again.")
    sign_in()
    response = at_the_form.get(page)
    assertContains(response, "so we did not read the file. Choose it again.")
    assertContains(response, 'value="March"')
    assertNotContains(response, BANNER)


def test_sending_it_then_saves_it(sent_too_late, sign_in, page):
    sign_in()
    assert sent_too_late.post(page, fields_of(sent_too_late.get(page))).status_code == 302
    assert StandardJudgement.objects.get().rationale == TYPED["rationale"]


def test_somebody_else_who_signs_in_does_not_get_it_and_it_is_gone_for_good(sent_too_late, sign_in, page):
    sign_in("ben")
    assertNotContains(sent_too_late.get(page), "First line.")
    sent_too_late.post("/sign-out/")
    sign_in("asha")
    assertNotContains(sent_too_late.get(page), "First line.")


def test_another_browser_of_the_same_person_does_not_get_it(sent_too_late, page, asha):
    other = Client()
    other.force_login(asha)
    assertNotContains(other.get(page), "First line.")


@pytest.mark.parametrize("cookie", ["", "forged", "eyJwZXJzb24iOjF9:1sabcd:forged"])
def test_nothing_is_kept_of_a_browser_in_which_nobody_was_signed_in(client, page, cookie):
    client.cookies["last_person"] = cookie
    client.post(page, TYPED)
    assert not Session.objects.exists()


def test_who_is_signed_in_is_noted_again_each_day_so_that_a_week_never_runs_out(at_the_form, sign_in, monkeypatch):
    noted, tomorrow = at_the_form.cookies["last_person"].value, time.time() + 24 * 60 * 60
    end_sessions()
    monkeypatch.setattr("django.core.signing.time.time", lambda: tomorrow)
    sign_in()
    assert at_the_form.cookies["last_person"].value != noted


def test_two_forms_come_back_each_on_its_page(at_the_form, sign_in, page):
    other = page.replace("1.1", "1.2")
    end_sessions()
    at_the_form.post(page, TYPED)
    at_the_form.post(other, TYPED | {"rationale": "The other one."})
    sign_in()
    assert fields_of(at_the_form.get(other))["rationale"] == "The other one."
    assert fields_of(at_the_form.get(page)) == TYPED


def test_it_outlives_a_lunch_break_on_the_sign_in_page_but_not_the_session_after_it(sent_too_late, sign_in):
    assert sent_too_late.session.get_expiry_age() == 12 * 60 * 60
    sign_in()
    assert sent_too_late.session.get_expiry_age() == 30 * 60


def test_it_waits_for_the_second_factor_too(sent_too_late, sign_in, send_code, with_app, page):
    sign_in(to=page)
    assertRedirects(send_code(code_now()), page, fetch_redirect_response=False)
    assert fields_of(sent_too_late.get(page)) == TYPED


def test_it_waits_while_a_second_factor_that_was_removed_is_set_up_anew(at_the_form, settings, page):
    settings.SECOND_FACTOR_REQUIRED = True
    assertRedirects(at_the_form.post(page, TYPED), "/account/second-factor/")
    settings.SECOND_FACTOR_REQUIRED = False
    assert fields_of(at_the_form.get(page)) == TYPED


def test_passwords_and_tokens_are_never_kept(at_the_form, page):
    secrets = {"oldpassword": "secret one", "password1": "secret two", "csrfmiddlewaretoken": "a-token"}
    end_sessions()
    at_the_form.post("/account/password/", secrets | {"colour": "blue"})
    (kept,) = at_the_form.session["kept_forms"]["pages"].values()
    assert kept["fields"] == {"colour": ["blue"]}


def test_values_of_an_extract_are_never_kept(at_the_form, page):
    end_sessions()
    at_the_form.post(page, {"samples_0": "A: X000001", "heading_0": "CRN"})
    (kept,) = at_the_form.session["kept_forms"]["pages"].values()
    assert kept["fields"] == {"heading_0": ["CRN"]}


def test_more_than_any_form_takes_is_not_kept(at_the_form, page):
    end_sessions()
    at_the_form.post(page, TYPED | {"rationale": "x" * MOST})
    assert "kept_forms" not in at_the_form.session


def test_of_many_forms_the_last_five_are_kept(at_the_form, page):
    end_sessions()
    for number in range(7):
        at_the_form.post("/account/", TYPED, headers={"referer": f"http://testserver/a%20form/{number}/"})
    assert list(at_the_form.session["kept_forms"]["pages"]) == [f"/a form/{number}/" for number in range(2, 7)]


def test_a_form_that_is_sent_elsewhere_comes_back_on_the_page_it_stood_on(at_the_form, page):
    end_sessions()
    response = at_the_form.post("/account/", TYPED, headers={"referer": f"http://testserver{page}?year=2"})
    assertRedirects(response, f"/sign-in/?next={page}%3Fyear%3D2")
    assert page in at_the_form.session["kept_forms"]["pages"]


def test_no_other_site_decides_where_sign_in_leads(at_the_form, page):
    end_sessions()
    for trap in ("https://elsewhere.example/trap/", "http://testserver//elsewhere.example/trap/", "nonsense"):
        response = at_the_form.post(page, TYPED, headers={"referer": trap})
        assertRedirects(response, f"/sign-in/?next={page}")
