"""The form to sign in with."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError


class SignInForm(AuthenticationForm):
    """User name and password; a wrong pair is reported at the user name, so that the summary leads to a field."""

    username = UsernameField(label="User name", error_messages={"required": "Enter your user name"})
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "Enter a user name and password that belong together; capital letters matter",
    }

    helper = FormHelper()
    helper.layout = Layout("username", "password", Submit("sign-in", "Sign in"))

    def get_invalid_login_error(self):
        """Django's own message says no more about which of the two is wrong; nor does this one."""
        return ValidationError({"username": self.error_messages["invalid_login"]})
