"""The forms that ask for a password again or take a new one."""

from allauth.account.fields import SetPasswordField
from allauth.account.forms import ChangePasswordForm as LibrarysChangePasswordForm
from allauth.account.forms import ReauthenticateForm, ResetPasswordKeyForm
from django import forms

RULES = "At least 12 characters. Not only numbers, not a common password and not like your name."


def _known_password(label):
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter the password that you sign in with"},
    )


def _new_password():
    field = SetPasswordField(label="New password", help_text=RULES, error_messages={"required": "Enter a new password"})
    del field.widget.attrs["placeholder"]
    return field


def _new_password_again():
    return forms.CharField(
        label="New password, again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the new password a second time"},
    )


class PasswordAgainForm(ReauthenticateForm):
    """Asks for the password again before a change to how the person signs in."""

    password = _known_password("Your password")


class ChangePasswordForm(LibrarysChangePasswordForm):
    """For a person who knows their present password."""

    oldpassword = _known_password("Your current password")
    password1 = _new_password()
    password2 = _new_password_again()


class NewPasswordForm(ResetPasswordKeyForm):
    """For a person with a link from an administrator."""

    password1 = _new_password()
    password2 = _new_password_again()
