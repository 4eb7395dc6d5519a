"""The pages to sign in and out, and others open to people who are not signed in."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.shortcuts import render

sign_in = account.LoginView.as_view(template_name="cases/sign_in/sign_in.html")
code = second_factor.AuthenticateView.as_view(template_name="cases/sign_in/sign_in_code.html")

# Open to everyone: after a session has run out, "Sign out" must not ask to sign in first.
sign_out = login_not_required(LogoutView.as_view())

new_password = account.PasswordResetFromKeyView.as_view(template_name="cases/sign_in/new_password.html")
new_password_done = account.PasswordResetFromKeyDoneView.as_view(template_name="cases/sign_in/new_password_done.html")


@login_not_required
def forgotten_password(request):
    """Say that an administrator makes a new link: there may be no e-mail server."""
    return render(request, "cases/sign_in/forgotten_password.html")


@login_not_required
def not_signed_in(request):
    """Answer a person who stopped at the identity provider and was sent back."""
    return render(request, "socialaccount/authentication_error.html")
