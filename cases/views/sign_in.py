"""The pages to sign in and out."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView

from cases.forms.sign_in import SignInForm

sign_in = LoginView.as_view(
    authentication_form=SignInForm, template_name="cases/sign_in.html", redirect_authenticated_user=True
)

# Open to everyone: after a session has run out, "Sign out" must not ask to sign in first.
sign_out = login_not_required(LogoutView.as_view())
