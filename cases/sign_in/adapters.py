"""Where this site differs from the sign-in library: there is no sign-up, and only invited people sign in."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import render, resolve_url

from cases.actions.trail import record_event
from cases.models import Event, User
from cases.sign_in.actions.addresses import remember_address
from cases.sign_in.backend import may_sign_in
from cases.sign_in.encryption import decrypt, encrypt
from cases.sign_in.limits import address_of, count_anywhere, log_refused

TOO_MANY = "Too many attempts. Wait five minutes, then try again"
TOO_MANY_ANYWHERE = "Too many wrong passwords for this user name. Wait an hour, then try again"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in with a user name and a password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The user name or password is wrong. Check capital letters",
        "incorrect_password": "Enter the password that you sign in with",
        "enter_current_password": "Enter the password that you sign in with",
        "too_many_login_attempts": TOO_MANY,
        "too_many_anywhere": TOO_MANY_ANYWHERE,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        """Administrators invite people; no one signs up."""
        return False

    def pre_login(self, request, user, **kwargs):
        """Turn away people who may not sign in, whichever way they come."""
        return super().pre_login(request, user, **kwargs) if may_sign_in(user) else _no_account(request, user)

    def post_login(self, request, user, **kwargs):
        """Remember the address once a person is signed in, so that attempts from it are no stranger's."""
        remember_address(address=address_of(request), by=user)
        return super().post_login(request, user, **kwargs)

    def pre_authenticate(self, request, **credentials):
        """Refuse an attempt beyond either limit: for a name from one address, and for a name from all unknown ones."""
        try:
            super().pre_authenticate(request, **credentials)
            self._count_anywhere(request, credentials.get("username", ""))
        except ValidationError:
            log_refused(request, "too many attempts", User.objects.filter(username=credentials.get("username")).first())
            raise

    def _count_anywhere(self, request, name):
        usage = count_anywhere(request, name)
        if usage is None:
            raise self.validation_error("too_many_anywhere")
        self._login_failed_rl_usage.usage += usage.usage  # given back with the others when the password is right

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count each address by itself, so that a guesser elsewhere does not lock the person out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{address_of(request)}"

    def get_password_change_redirect_url(self, request):
        return resolve_url("account")

    def is_reauthentication_required(self, *, app, **kwargs):
        """Do not ask for the password again just after sign-in."""
        records = get_authentication_records(context.request, context.request.user)
        signed_in_at = max((record["at"] for record in records), default=0)
        return time.time() - signed_in_at > app_settings.REAUTHENTICATION_TIMEOUT

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        """Leave out the messages about signing in and out: the page shows it."""
        if message_template not in ("account/messages/logged_in.txt", "account/messages/logged_out.txt"):
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes of an authenticator app, and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Enter the code that your app shows now, or a recovery code that you have not used",
    }

    def encrypt(self, text):
        return encrypt(text)

    def decrypt(self, encrypted_text):
        return decrypt(encrypted_text)


class IdentityProviderAdapter(DefaultSocialAccountAdapter):
    """Sign-in with the identity provider of the settings, for people who have an account here already."""

    def list_apps(self, request, **kwargs):
        """List the provider of the settings only: one in the database could be anyone's."""
        if not settings.SOCIALACCOUNT_PROVIDERS:
            return []
        return [app for app in super().list_apps(request, **kwargs) if app.pk is None]

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Match a person who comes for the first time with the invited user of that verified e-mail address."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(_no_account(request))
        if not sociallogin.is_existing:
            user = _invited(sociallogin)
            if user is None:
                log_refused(request, "no account for this address of the identity provider")
                record_event(kind=Event.Kind.SIGN_IN_FAILED, name="unknown name", how="identity provider")
                raise ImmediateHttpResponse(_no_account(request))
            sociallogin.connect(request, user)


def _invited(sociallogin):
    """Return the one user with an e-mail address that the identity provider verified, or None."""
    verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
    users = [user for email in verified for user in User.objects.filter(email__iexact=email) if may_sign_in(user)]
    return users[0] if len(users) == 1 else None


def _no_account(request, person=None):
    if person:
        log_refused(request, "the account is closed", person)
    return render(request, "cases/sign_in/no_account.html", status=403)
