"""Nobody works here with a password alone."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect

from cases.sign_in.unsaved import keep

# What somebody without a second factor needs to get one.
OPEN = {"mfa_activate_totp", "second_factor_qr", "account_reauthenticate", "sign_out", "account_logout"}


def second_factor_required(get_response):
    """Sends everybody who has no second factor to set one up, wherever they were going."""

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


def lacks_second_factor(request):
    """Whether the person must set one up first. The identity provider answers for those who come by it."""
    user = request.user
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated or user.demonstration:
        return False
    return not came_by_identity_provider(request) and not has_app(user)


def came_by_identity_provider(request):
    """Whether this session was opened by the identity provider."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "socialaccount" for record in records)


def has_app(user):
    """Whether the person has set up an authenticator app. Recovery codes that were left over are no second factor."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def recovery_codes_left(user):
    """How many recovery codes the person has not used."""
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0
