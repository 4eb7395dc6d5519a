"""Signing in and out."""

import pytest
from pytest_django.asserts import assertContains, assertRedirects

from tests.cases.sign_in.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_every_other_page_sends_a_stranger_to_sign_in_and_remembers_where_they_were_going(client):
    assertRedirects(client.get("/?year=2024"), "/sign-in/?next=/%3Fyear%3D2024")


def test_the_right_pair_leads_to_the_page_that_was_asked_for(client, sign_in, asha):
    response = sign_in(to="/%3Fyear%3D2024")
    assertRedirects(response, "/?year=2024", fetch_redirect_response=False)
    assert client.session["_auth_user_id"] == str(asha.pk)


def test_signing_in_never_leads_to_another_site(sign_in, asha):
    assertRedirects(sign_in(to="https://elsewhere.example/"), "/", fetch_redirect_response=False)


@pytest.mark.parametrize("pair", [("asha", "wrong"), ("nobody", PASSWORD), ("ASHA", PASSWORD)])
def test_a_wrong_pair_gets_one_answer_whichever_half_is_wrong(client, sign_in, asha, pair):
    response = sign_in(*pair)
    assertContains(response, "<title>Error: Sign in – Probation case audit</title>")
    assertContains(response, '<a href="#id_username">The user name or password is wrong')
    assert "_auth_user_id" not in client.session


def test_a_closed_account_cannot_sign_in(asha, sign_in):
    asha.is_active = False
    asha.save()
    assertContains(sign_in(), "or password is wrong")


def test_empty_fields_are_named_one_by_one(sign_in):
    response = sign_in("", "")
    assertContains(response, '<a href="#id_username">Enter your user name</a>')
    assertContains(response, '<a href="#id_password">Enter your password</a>')


def test_browsers_and_password_managers_can_fill_in_the_form(client):
    response = client.get("/sign-in/")
    assertContains(response, 'autocomplete="username"')
    assertContains(response, 'autocomplete="current-password"')
    assertContains(response, '<form method="post" novalidate')


def test_the_password_is_not_sent_back_after_a_mistake(sign_in, asha):
    assert PASSWORD not in sign_in("nobody").content.decode()


def test_the_page_is_light(client):
    assert len(client.get("/sign-in/").content) < 50_000


def test_someone_who_is_signed_in_already_goes_on_to_the_audits(client, asha):
    client.force_login(asha)
    assertRedirects(client.get("/sign-in/"), "/", fetch_redirect_response=False)


def test_signing_out_ends_the_session(client, asha):
    client.force_login(asha)
    assertRedirects(client.post("/sign-out/"), "/sign-in/")
    assert "_auth_user_id" not in client.session


def test_a_link_cannot_sign_anyone_out(client, asha):
    client.force_login(asha)
    assert client.get("/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session


def test_signing_out_after_the_session_has_run_out_does_not_ask_to_sign_in_first(client):
    assertRedirects(client.post("/sign-out/"), "/sign-in/")


def test_a_form_sent_without_its_token_is_refused_in_plain_words(asha, client, sign_in):
    client.handler.enforce_csrf_checks = True
    response = sign_in()
    assertContains(response, "Your form was not sent", status_code=403)


def test_forms_can_be_sent_by_real_browsers(client):
    """With the policy "no-referrer" browsers send "Origin: null", which the check for forged forms refuses."""
    assert client.get("/sign-in/")["Referrer-Policy"] == "same-origin"
