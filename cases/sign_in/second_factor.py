"""The rule that a password alone is not enough: who must set up a second factor first."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

from cases.models import User
from cases.sign_in.unsaved import keep

# The addresses that a person without a second factor needs to set one up.
OPEN = {"mfa_activate_totp", "second_factor_qr", "account_reauthenticate", "sign_out", "account_logout"}


def second_factor_required(get_response: Callable) -> Callable:
    """Send people without a second factor to set one up, wherever they were going."""

    def respond(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        request.must_set_up = lacks_second_factor(request)  # pages then show no menu, which would lead nowhere
        if request.resolver_match.url_name in OPEN or not request.must_set_up:
            return None
        if request.method == "POST":  # an administrator may have removed it while the person was writing
            keep(request)
        return redirect("mfa_activate_totp")

    respond.process_view = process_view
    return respond


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the person must set one up first. People who come by the identity provider need none here."""
    user = request.user
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated or user.demonstration:
        return False
    return not came_by_identity_provider(request) and not has_app(user)


def came_by_identity_provider(request: HttpRequest) -> bool:
    """Whether the person signed in to this session by the identity provider."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "socialaccount" for record in records)


def has_app(user: User) -> bool:
    """Whether the person has set up an authenticator app. Recovery codes left over from one do not count."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes the person has not used."""
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0
