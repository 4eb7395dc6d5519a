"""People make and revoke their own access tokens; administrators revoke those of their people."""

import re

import pytest
from allauth.account import signals as account
from allauth.socialaccount.models import SocialAccount

from audit.exports.tokens.secret import digest_of
from audit.models import AccessToken
from audit.results.sign_off.actions.sign_off import sign_off
from cases.models import Event, Membership, User
from cases.permissions import Role
from tests.audit.an_audit import a_unit, an_audit
from tests.audit.exports.tokens.a_token import a_viewer, ask, secret_for

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
PAGE = "/account/tokens/"
SENT = {"name": "Dashboard", "unit": "", "days": "90"}


@pytest.fixture
def viewer(client):
    """Signed in, and sees the results of one PDU with an audit."""
    audit = an_audit()
    sign_off(audit=audit, without_result=True)
    user = a_viewer(audit.unit)
    client.force_login(user)
    return user


def test_a_token_is_shown_once_and_kept_as_a_digest(client, viewer):
    page = client.post(PAGE, SENT).content.decode()
    secret = re.search(r'id="token">([^<]+)<', page)[1]
    token = AccessToken.objects.get()
    assert (token.user, token.name, token.unit, token.digest) == (viewer, "Dashboard", None, digest_of(secret))
    assert (token.expires_at - token.made_at).days in (89, 90)
    stored = str([*AccessToken.objects.values(), *AccessToken.history.values(), *Event.objects.values()])
    assert secret not in stored + client.get(PAGE).content.decode()
    assert token.digest not in str([*AccessToken.history.values(), *Event.objects.values()])
    assert ask(client, "/api/audits/", secret).status_code == 200


def test_the_form_presets_90_days_and_offers_at_most_a_year(client, viewer):
    page = client.get(PAGE).content.decode()
    days = re.findall(r'<input[^>]*name="days"[^>]*>', page)
    assert [re.search('value="([0-9]+)"', each)[1] for each in days] == ["30", "90", "180", "365"]
    assert ["checked" in each for each in days] == [False, True, False, False]


def test_sending_the_form_twice_makes_one_token(client, viewer):
    client.post(PAGE, SENT)
    assert "You have a token of this name" in client.post(PAGE, SENT).content.decode()
    assert AccessToken.objects.count() == 1


def test_a_token_may_open_one_pdu_but_none_that_the_person_does_not_see(client, viewer):
    unit, other = viewer.memberships.get().unit, an_audit(unit=a_unit("Norfolk PDU", "North")).unit
    client.post(PAGE, SENT | {"unit": other.pk})
    assert AccessToken.objects.count() == 0
    client.post(PAGE, SENT | {"unit": unit.pk})
    assert AccessToken.objects.get().unit == unit


def test_a_person_who_sees_no_results_makes_no_token(client, viewer):
    Membership.objects.update(role=Role.ADMINISTRATOR)
    assert "You see no results of audits" in client.get(PAGE).content.decode()
    assert client.post(PAGE, SENT).status_code == 403


def test_a_revoked_token_is_listed_as_such_and_the_history_says_who_revoked_it(client, viewer):
    secret = secret_for(viewer)
    token = AccessToken.objects.get()
    page = client.post(f"{PAGE}{token.pk}/revoke/", follow=True).content.decode()
    assert "Revoked on" in page
    assert f"{token.pk}/revoke/" not in page
    assert ask(client, "/api/audits/", secret).status_code == 401
    event = Event.objects.get(kind=Event.Kind.TOKEN_REVOKED)
    assert (event.user, event.details) == (viewer, {"what": "Dashboard", "of": "vera", "why": "no longer wanted"})


def test_nobody_revokes_anothers_token(client, viewer):
    secret_for(User.objects.create(username="other"))
    assert client.post(f"{PAGE}{AccessToken.objects.get().pk}/revoke/").status_code == 404
    assert AccessToken.objects.get().revoked_at is None


def test_an_administrator_sees_and_revokes_the_tokens_of_their_people(client, viewer):
    secret_for(viewer)
    client.force_login(a_viewer(viewer.memberships.get().unit, Role.ADMINISTRATOR, "ada"))
    page = f"/people/{viewer.pk}/tokens/"
    assert "Dashboard" in client.get(page).content.decode()
    client.post(f"{page}{AccessToken.objects.get().pk}/revoke/")
    assert AccessToken.objects.get().revoked_at is not None
    assert Event.objects.get(kind=Event.Kind.TOKEN_REVOKED).user.username == "ada"


def test_an_administrator_of_a_part_of_a_persons_places_is_told_who_to_ask(client, viewer):
    secret_for(viewer)
    unit = viewer.memberships.get().unit
    Membership.objects.create(user=viewer, role=Role.VIEWER, unit=a_unit("Norfolk PDU", "North"))
    client.force_login(a_viewer(unit, Role.ADMINISTRATOR, "ada"))
    page = f"/people/{viewer.pk}/tokens/"
    told = client.get(page, follow=True), client.post(f"{page}{AccessToken.objects.get().pk}/revoke/", follow=True)
    assert ["also has a role outside your places" in page.content.decode() for page in told] == [True, True]
    assert AccessToken.objects.get().revoked_at is None


def close(user):
    user.is_active = False
    user.save()


def unlink(user):
    SocialAccount.objects.create(user=user, provider="openid_connect", uid="1")
    SocialAccount.objects.filter(user=user).delete()


ENDS = {
    "the password was changed": lambda user: account.password_changed.send(sender=User, request=None, user=user),
    "the account was closed": close,
    "the work account was unlinked": unlink,
}


@pytest.mark.parametrize("why", ENDS)
def test_what_shuts_a_person_out_ends_their_tokens_for_good(client, viewer, why):
    secret = secret_for(viewer)
    ENDS[why](viewer)
    User.objects.update(is_active=True)
    assert ask(client, "/api/audits/", secret).status_code == 401
    assert Event.objects.get(kind=Event.Kind.TOKEN_REVOKED).details["why"] == why
