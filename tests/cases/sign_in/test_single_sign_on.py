"""The settings of the identity provider: all of them or none, and a sentence that names what is missing."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from cases.sign_in.single_sign_on import identity_provider, origin_of

GIVEN = {
    "OIDC_SERVER_URL": "https://login.example.org/tenant-1/v2.0",
    "OIDC_CLIENT_ID": "audit-tool",
    "OIDC_CLIENT_SECRET": "secret",
}


def test_without_any_there_is_no_identity_provider():
    assert identity_provider(**dict.fromkeys(GIVEN, "")) == {}


def test_with_all_of_them_there_is_one_with_a_proof_key():
    (app,) = identity_provider(**GIVEN, name="Microsoft")["openid_connect"]["APPS"]
    assert (app["name"], app["client_id"], app["secret"]) == ("Microsoft", "audit-tool", "secret")
    assert app["settings"]["oauth_pkce_enabled"] is True
    assert app["settings"]["verified_email"] is False


@pytest.mark.parametrize("missing", GIVEN)
def test_one_that_is_missing_is_named(missing):
    with pytest.raises(ImproperlyConfigured, match=f"Set {missing} too"):
        identity_provider(**GIVEN | {missing: ""})


@pytest.mark.parametrize("address", ["http://login.example.org", "login.example.org", "https://"])
def test_secrets_do_not_travel_unprotected(address):
    with pytest.raises(ImproperlyConfigured, match="OIDC_SERVER_URL must begin with https://"):
        identity_provider(**GIVEN | {"OIDC_SERVER_URL": address})


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers", "Common"])
def test_addresses_are_not_believed_of_a_provider_where_anybody_holds_an_account(tenant):
    shared = GIVEN | {"OIDC_SERVER_URL": f"https://login.example.org/{tenant}/v2.0"}
    assert identity_provider(**shared)
    with pytest.raises(ImproperlyConfigured, match="OIDC_EMAIL_IS_VERIFIED must not be set"):
        identity_provider(**shared, email_is_verified=True)


def test_the_security_policy_lets_forms_lead_to_the_provider_and_nowhere_else():
    assert origin_of("https://login.example.org:8443/tenant-1/v2.0") == ["https://login.example.org:8443"]
    assert origin_of("") == []
