"""The link with which somebody sets a password: for a person who is invited, or who lost theirs."""

from django.conf import settings
from django.urls import reverse


def invitation_path(person):
    """The address on this site where the person sets a password; it works once, for days_valid()."""
    # here, since they need the models to be loaded
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=key)


def invitation_link(person):
    """As invitation_path, for a command, which knows no address of a request: the first of ALLOWED_HOSTS."""
    host = "http://localhost:8000" if settings.DEBUG else f"https://{[*settings.ALLOWED_HOSTS, 'localhost'][0]}"
    return host + invitation_path(person)


def days_valid():
    """For how many days a link holds."""
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
