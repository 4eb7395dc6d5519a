"""The events about signing in and out, failing to, and changing how a person signs in."""

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.db.models.signals import post_delete

from cases.actions.trail import record_event
from cases.models import Event, User
from cases.sign_in.limits import log_refused

UNKNOWN = "unknown name"  # people type passwords into the wrong field
WAYS = {"password": "password", "mfa": "second factor", "socialaccount": "identity provider"}


def connect() -> None:
    """Connect the signals. The site calls this once, when it starts."""
    auth.user_logged_in.connect(_signed_in)
    auth.user_logged_out.connect(_signed_out)
    auth.user_login_failed.connect(_failed)
    mfa.authentication_failed.connect(_code_failed)
    mfa.authenticator_added.connect(_second_factor_added)
    post_delete.connect(_second_factor_removed, sender="mfa.Authenticator")
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password_changed)


def _signed_in(sender, request, user, **kwargs):
    ways = [WAYS[record["method"]] for record in get_authentication_records(request, user) if record["method"] in WAYS]
    record_event(kind=Event.Kind.SIGNED_IN, by=user, how=" and ".join(dict.fromkeys(ways)) or "session")


def _signed_out(sender, request, user, **kwargs):
    if user is not None:
        record_event(kind=Event.Kind.SIGNED_OUT, by=user)


def _failed(sender, credentials, request=None, **kwargs):
    person = User.objects.filter(username=credentials.get("username") or "").first()
    if request:
        log_refused(request, "wrong password", person)
    record_event(kind=Event.Kind.SIGN_IN_FAILED, name=person.username if person else UNKNOWN, how="password")


def _code_failed(sender, request, user, **kwargs):
    log_refused(request, "wrong code", user)
    record_event(kind=Event.Kind.SIGN_IN_FAILED, name=user.username, how="second factor")


def _password_changed(sender, user, signal, **kwargs):
    how = "with a link from an administrator" if signal is account.password_reset else "with the old one"
    record_event(kind=Event.Kind.PASSWORD_CHANGED, by=user, how=how)


def _second_factor_added(sender, user, authenticator, **kwargs):
    if authenticator.type == authenticator.Type.TOTP:
        record_event(kind=Event.Kind.SECOND_FACTOR_ADDED, by=user)


def _second_factor_removed(sender, instance, **kwargs):
    """The person removed it, or an administrator did after a telephone was lost."""
    if instance.type == instance.Type.TOTP:
        user = getattr(context.request, "user", None)
        by = user if user and user.is_authenticated else None
        record_event(kind=Event.Kind.SECOND_FACTOR_REMOVED, name=instance.user.username, by=by)
