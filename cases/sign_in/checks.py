"""What `manage.py check` asks of the settings of sign-in."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from cases.sign_in.encryption import NO_KEYS

SHORTEST = 32  # characters


def check_second_factor_keys(app_configs: object, **kwargs: object) -> list[checks.CheckMessage]:
    """Report missing, short or shared keys. Commands such as `rate` run without settings, and need no keys."""
    keys = settings.SECOND_FACTOR_KEYS
    if not keys and _is_site():
        return [checks.Error(NO_KEYS, id="cases.E001")]
    if any(len(key) < SHORTEST for key in keys):
        text = f"Each key in SECOND_FACTOR_KEYS must have at least {SHORTEST} characters: a short one can be guessed."
        return [checks.Error(text, id="cases.E002")]
    if keys and settings.SECRET_KEY in keys:
        return [
            checks.Error(
                "SECOND_FACTOR_KEYS contains SECRET_KEY: use a different key for second factors.", id="cases.E003"
            )
        ]
    return []


def _is_site() -> bool:
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django's word for an empty one
        return False
