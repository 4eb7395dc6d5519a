"""The forms that ask for a code."""

from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django import forms
from django.core.cache import cache

from cases.sign_in.limits import log_refused

USED_FOR = 120  # seconds: longer than any code of an app is accepted


def _code(label, **options):
    return forms.CharField(
        label=label,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": "Enter a code"},
        **options,
    )


def _used_once(user, code):
    """Return the code. Raises ValidationError if the person gave it before, however it was spaced."""
    if not cache.add(f"code-used:{user.pk}:{normalize_user_code(code)}", True, USED_FOR):
        log_refused(context.request, "a code that was used before", user)
        raise get_adapter().validation_error("incorrect_code")
    return code


class CodeForm(AuthenticateForm):
    """The second step of signing in. No code is accepted twice."""

    code = _code("Code", help_text="The 6 digits that your authenticator app shows now, or one of your recovery codes.")

    def clean_code(self):
        try:
            return _used_once(self.user, super().clean_code())
        except forms.ValidationError as error:
            if error.code == "too_many_login_attempts":
                log_refused(context.request, "too many attempts", self.user)
            raise


class CodeAgainForm(ReauthenticateForm):
    """Asks for a code again before a change to how the person signs in."""

    code = _code("Code", help_text="The 6 digits that your authenticator app shows now, or one of your recovery codes.")

    def clean_code(self):
        return _used_once(self.user, super().clean_code())


class SetUpForm(ActivateTOTPForm):
    """Shows that the app has understood the key."""

    code = _code("Code that your app shows", help_text="6 digits; a new code comes every half minute.")

    def __init__(self, *args, **kwargs):
        """Keep the key for the session: the person may have put it into their app already."""
        session = context.request.session
        known = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        self.secret = session[SECRET_SESSION_KEY] = known or self.secret

    def clean_code(self):
        """Say nothing of recovery codes, as the message at sign-in does: there are none yet."""
        try:
            return _used_once(self.user, super().clean_code())
        except forms.ValidationError as error:
            if error.code != "incorrect_code":
                raise
            raise forms.ValidationError("Enter the code that your app shows now") from error
