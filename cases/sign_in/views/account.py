"""The pages of a person's own account."""

from allauth.account import views as account_views
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases.permissions import Permission, holds
from cases.sign_in.actions.notices import choose_email_notices
from cases.sign_in.second_factor import came_by_identity_provider, has_app, recovery_codes_left

confirm = account_views.ReauthenticateView.as_view(template_name="cases/sign_in/confirm.html")
confirm_code = second_factor.ReauthenticateView.as_view(template_name="cases/sign_in/confirm.html")
change_password = account_views.PasswordChangeView.as_view(template_name="cases/sign_in/change_password.html")
set_up_second_factor = totp.ActivateTOTPView.as_view(template_name="cases/sign_in/set_up_second_factor.html")
remove_second_factor = totp.DeactivateTOTPView.as_view(template_name="cases/sign_in/remove_second_factor.html")
show_recovery_codes = recovery_codes.ViewRecoveryCodesView.as_view(template_name="cases/sign_in/recovery_codes.html")
new_recovery_codes = recovery_codes.GenerateRecoveryCodesView.as_view(
    template_name="cases/sign_in/new_recovery_codes.html"
)
download_recovery_codes = recovery_codes.download_recovery_codes


@require_safe
def account(request):
    context = {
        "memberships": request.user.memberships.current(),
        "has_app": has_app(request.user),
        "codes_left": recovery_codes_left(request.user),
        "by_identity_provider": came_by_identity_provider(request),
        "sees_results": holds(request.user, Permission.SEE_RESULTS),
    }
    return render(request, "cases/sign_in/account.html", context)


@require_safe
def second_factor_qr(request):
    """Answer with the key that the set-up page shows, as a picture for a telephone's camera."""
    secret, adapter = request.session.get(SECRET_SESSION_KEY), get_adapter()
    if not secret:
        raise Http404
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


@require_POST
def email_notices(request):
    """Turns e-mails with notices on or off, and goes back to the account."""
    choose_email_notices(wanted=request.POST.get("wanted") == "yes", by=request.user)
    return redirect("account")
