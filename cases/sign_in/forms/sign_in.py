"""The form to sign in with."""

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError


class SignInForm(LoginForm):
    """User name and password; a wrong pair is reported at the user name, so that the summary leads to a field."""

    username = forms.CharField(
        label="User name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "Enter your user name"},
    )
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["login"]  # the library's own user name
        self.order_fields(["username", "password"])

    def user_credentials(self):
        return {name: self.cleaned_data[name] for name in ("username", "password")}

    def clean(self):
        if self.errors:
            return self.cleaned_data
        self.cleaned_data["login"] = self.cleaned_data["username"]
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("username", error)
            return self.cleaned_data
