"""A password alone opens nothing, where the setting asks for more."""

import pytest
from allauth.mfa.models import Authenticator
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.cases.sign_in.conftest import PASSWORD, code_now, recovery_codes_of

SET_UP = "/account/second-factor/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def secret_on(page):
    return page.context["form"].secret


def test_somebody_without_one_is_led_to_set_it_up_wherever_they_go(client, asha, sign_in):
    assertRedirects(sign_in(), "/", fetch_redirect_response=False)
    for page in ("/", "/account/", "/account/password/", "/admin/", "/audits/1/"):
        assertRedirects(client.get(page), SET_UP, fetch_redirect_response=False)
    assertRedirects(client.post("/audits/1/"), SET_UP, fetch_redirect_response=False)


def test_administrators_need_one_too_and_sign_in_where_everybody_does(client, asha, sign_in):
    assertRedirects(client.get("/admin/", follow=True), "/sign-in/?next=/admin/")
    asha.is_staff = asha.is_superuser = True
    asha.save()
    sign_in()
    assertRedirects(client.get("/admin/cases/user/"), SET_UP, fetch_redirect_response=False)


def test_one_who_must_set_it_up_can_sign_out_instead(client, asha, sign_in):
    sign_in()
    assertRedirects(client.post("/sign-out/"), "/sign-in/")


@pytest.mark.parametrize("change", ["setting", "demonstration"])
def test_it_is_not_asked_of_demonstration_users_or_where_a_setting_says_so(client, asha, settings, change):
    settings.SECOND_FACTOR_REQUIRED = change != "setting"
    settings.DEBUG = asha.demonstration = change == "demonstration"
    asha.save()
    client.force_login(asha)
    assert client.get("/").status_code == 200


@pytest.mark.slow
def test_it_is_set_up_right_after_signing_in_without_giving_the_password_twice(client, asha, sign_in):
    sign_in()
    page = client.get(SET_UP)
    assertContains(page, secret_on(page))
    picture = client.get("/account/second-factor/key.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assertContains(picture, "<path")
    response = client.post(SET_UP, {"code": code_now(secret_on(page))}, follow=True)
    assertContains(response, "Recovery codes")
    assert [code for code in recovery_codes_of(asha) if code not in response.content.decode()] == []
    assert client.get("/").status_code == 200


@pytest.mark.slow
def test_a_wrong_code_sets_nothing_up_and_the_key_stays(client, asha, sign_in):
    sign_in()
    key = secret_on(client.get(SET_UP))
    response = client.post(SET_UP, {"code": "000000"})
    assertContains(response, "There is a problem")
    assert secret_on(response) == key
    assert not Authenticator.objects.exists()


@pytest.mark.slow
def test_the_key_stays_the_same_until_it_is_used_so_that_nobody_notes_a_wrong_one(client, asha, sign_in):
    sign_in()
    key = secret_on(client.get(SET_UP))
    assert secret_on(client.get("/", follow=True)) == key
    assertRedirects(client.post(SET_UP, {"code": code_now(key)}), "/account/recovery-codes/")
    client.post("/account/second-factor/remove/")
    assert secret_on(client.get(SET_UP)) != key


@pytest.mark.slow
def test_until_it_is_set_up_there_is_no_menu_that_would_lead_back_here(client, asha, sign_in, settings):
    sign_in()
    assertNotContains(client.get(SET_UP), 'aria-label="Menu"')
    assertContains(client.get(SET_UP), "Sign out")
    settings.SECOND_FACTOR_REQUIRED = False
    assertContains(client.get(SET_UP), 'aria-label="Menu"')


def test_the_picture_of_the_key_is_there_only_while_it_is_set_up(client, with_app):
    client.force_login(with_app)
    assert client.get("/account/second-factor/key.svg").status_code == 404


def test_signing_in_takes_the_code_and_leads_to_the_page_that_was_asked_for(client, with_app, sign_in, send_code):
    assertRedirects(sign_in(to="/account/"), "/sign-in/code/")
    assertRedirects(client.get("/"), "/sign-in/?next=/", fetch_redirect_response=False)
    assertRedirects(send_code(code_now()), "/account/")


@pytest.mark.parametrize("code", ["", "000000", "abc", "1" * 30])
def test_a_wrong_code_opens_nothing(client, with_app, sign_in, send_code, code):
    sign_in()
    assertContains(send_code(code), "There is a problem")
    assert "_auth_user_id" not in client.session


def test_a_code_that_was_used_is_worth_nothing(client, with_app, sign_in, send_code):
    code = code_now()
    sign_in()
    send_code(code)
    client.post("/sign-out/")
    sign_in()
    assertContains(send_code(code), "Enter the code that your app shows now")


def test_a_recovery_code_works_once(client, with_app, sign_in, send_code):
    code = recovery_codes_of(with_app)[0]
    sign_in()
    assertRedirects(send_code(code), "/")
    client.post("/sign-out/")
    sign_in()
    assertContains(send_code(code), "a recovery code that you have not used")


def test_guessing_codes_ends_after_five(client, with_app, sign_in, send_code):
    sign_in()
    for _ in range(5):
        send_code("000000")
    assertContains(send_code(code_now()), "Too many attempts")


def test_codes_can_be_kept_as_a_file_and_made_anew(client, with_app, sign_in, send_code):
    sign_in()
    send_code(code_now())
    before = recovery_codes_of(with_app)
    downloaded = client.get("/account/recovery-codes/recovery-codes.txt").content.decode().split()
    assert downloaded == before
    client.post("/account/recovery-codes/new/")
    assert not set(recovery_codes_of(with_app)) & set(before)


def test_when_an_administrator_has_removed_it_it_is_set_up_anew_whatever_recovery_codes_are_left(
    client, with_app, sign_in
):
    Authenticator.objects.filter(type="totp").delete()
    sign_in()
    assertRedirects(client.get("/account/"), SET_UP)


def test_it_is_removed_only_after_confirming_who_one_is(client, with_app):
    client.force_login(with_app)  # a session without any record of when its person gave a password
    removal = "/account/second-factor/remove/"
    assertRedirects(client.post(removal), f"/account/confirm/?next={removal}", fetch_redirect_response=False)
    client.post(f"/account/confirm/?next={removal}", {"password": "wrong"})
    assert Authenticator.objects.exists()
    client.post(f"/account/confirm/?next={removal}", {"password": PASSWORD})
    assert not Authenticator.objects.exists()
    assertRedirects(client.get("/"), SET_UP, fetch_redirect_response=False)


def test_the_code_that_set_it_up_signs_nobody_in(client, asha, sign_in, send_code):
    sign_in()
    key = secret_on(client.get(SET_UP))
    code = code_now(key)
    client.post(SET_UP, {"code": code})
    client.post("/sign-out/")
    sign_in()
    assertContains(send_code(code), "that you have not used")


def test_each_code_that_is_refused_leaves_a_line(client, with_app, sign_in, send_code, caplog):
    sign_in()
    for number in range(7):
        send_code(f"00000{number}")
    refused = [record.getMessage() for record in caplog.records if record.name == "cases.sign_in"]
    assert [text.split(";")[0] for text in refused] == ["Sign-in refused: wrong code"] * 5 + [
        "Sign-in refused: too many attempts"
    ] * 2


def test_a_code_is_the_same_however_it_is_spaced(client, with_app, sign_in, send_code):
    code = code_now()
    sign_in()
    send_code(code)
    client.post("/sign-out/")
    sign_in()
    assertContains(send_code(f"{code[:3]} {code[3:]}"), "that you have not used")
