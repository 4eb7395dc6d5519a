"""The settings of sign-in with an identity provider such as Entra ID (OpenID Connect), checked when the site starts."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHARED_TENANTS = {"common", "organizations", "consumers"}  # where anybody at all can hold an account


def identity_provider(*, name: str = "", email_is_verified: bool = False, **variables: str) -> dict:
    """Return the value of SOCIALACCOUNT_PROVIDERS: {} if no variable is set.

    Raises ImproperlyConfigured if only some are.
    """
    missing = [variable for variable, value in variables.items() if not value]
    if len(missing) == len(variables):
        return {}
    if missing:
        raise ImproperlyConfigured(f"Set {' and '.join(missing)} too, or none of {', '.join(variables)}.")
    address = variables["OIDC_SERVER_URL"].rstrip("/")
    _check_address(address, email_is_verified)
    app = {
        "provider_id": "single-sign-on",
        "name": name or "your work account",
        "client_id": variables["OIDC_CLIENT_ID"],
        "secret": variables["OIDC_CLIENT_SECRET"],
        "settings": {"server_url": address, "oauth_pkce_enabled": True, "verified_email": email_is_verified},
    }
    return {"openid_connect": {"APPS": [app]}}


def origin_of(address: str) -> list[str]:
    """Return ["https://host"] of an address, for the content security policy; [] for an empty one."""
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def _check_address(address, email_is_verified):
    parts = urlsplit(address)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1")):
        raise ImproperlyConfigured("OIDC_SERVER_URL must begin with https:// and name the identity provider.")
    if email_is_verified and SHARED_TENANTS & set(parts.path.lower().split("/")):
        raise ImproperlyConfigured(
            "OIDC_EMAIL_IS_VERIFIED must not be set for an OIDC_SERVER_URL that serves everyone. Use the "
            "address of your own tenant, because elsewhere people choose their own e-mail address."
        )
