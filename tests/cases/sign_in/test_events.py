"""What the trail holds of signing in, and that it never holds a password."""

import pytest
from allauth.mfa.models import Authenticator

from cases.models import Event
from tests.cases.sign_in.conftest import PASSWORD, SECRET, code_now

Kind = Event.Kind


def trail():
    return [(event.kind, event.user and event.user.username, event.details) for event in Event.objects.order_by("pk")]


def test_signing_in_and_out_is_written_down(asha, client, sign_in):
    sign_in()
    client.post("/sign-out/")
    assert trail() == [(Kind.SIGNED_IN, "asha", {"how": "password"}), (Kind.SIGNED_OUT, "asha", {})]


def test_signing_in_counts_only_with_the_code(with_app, sign_in, send_code):
    sign_in()
    assert trail() == []
    send_code("000000")
    send_code(code_now())
    assert trail() == [
        (Kind.SIGN_IN_FAILED, None, {"name": "asha", "how": "second factor"}),
        (Kind.SIGNED_IN, "asha", {"how": "password and second factor"}),
    ]


@pytest.mark.parametrize(("typed", "kept"), [("asha", "asha"), ("my secret phrase", "unknown name")])
def test_a_name_that_was_typed_is_kept_only_where_it_is_somebodys(asha, sign_in, typed, kept):
    sign_in(typed, "wrong")
    assert trail() == [(Kind.SIGN_IN_FAILED, None, {"name": kept, "how": "password"})]


def test_a_new_password_is_written_down(asha, client):
    client.force_login(asha)
    new = {"oldpassword": PASSWORD, "password1": "another phrase 42", "password2": "another phrase 42"}
    client.post("/account/password/", new)
    assert trail()[-1] == (Kind.PASSWORD_CHANGED, "asha", {"how": "with the old one"})


@pytest.mark.slow
def test_a_second_factor_is_written_down_when_it_comes_and_when_it_goes(
    asha, client, sign_in, django_capture_on_commit_callbacks
):
    sign_in()
    key = client.get("/account/second-factor/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/second-factor/", {"code": code_now(key)})
    client.post("/account/second-factor/remove/")
    assert [kind for kind, *_ in trail()] == [Kind.SIGNED_IN, Kind.SECOND_FACTOR_ADDED, Kind.SECOND_FACTOR_REMOVED]


def test_an_administrator_who_removes_somebodys_second_factor_is_named(with_app, admin_client):
    app = Authenticator.objects.get(type="totp")
    admin_client.post(f"/admin/mfa/authenticator/{app.pk}/delete/", {"post": "yes"})
    assert trail()[-1] == (Kind.SECOND_FACTOR_REMOVED, "admin", {"name": "asha"})
    assert not Authenticator.objects.exists()


def test_several_are_removed_at_once_with_their_recovery_codes(with_app, admin_client):
    chosen = {
        "action": "delete_selected",
        "_selected_action": [Authenticator.objects.get(type="totp").pk],
        "post": "yes",
    }
    admin_client.post("/admin/mfa/authenticator/", chosen)
    assert trail()[-1] == (Kind.SECOND_FACTOR_REMOVED, "admin", {"name": "asha"})
    assert not Authenticator.objects.exists()


def test_administrators_do_not_see_the_key_of_a_second_factor(with_app, admin_client):
    app = Authenticator.objects.get(type="totp")
    page = admin_client.get(f"/admin/mfa/authenticator/{app.pk}/change/").content.decode()
    assert "asha" in page.lower()
    assert SECRET not in page
    assert admin_client.get("/admin/mfa/authenticator/add/").status_code == 403
