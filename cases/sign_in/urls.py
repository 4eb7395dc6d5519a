"""The addresses of signing in and of the user's account. The sign-in library asks for some by names of its own."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from cases.sign_in.views import account, identity_provider, sign_in

to_account = RedirectView.as_view(pattern_name="account")

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/code/", sign_in.code, name="mfa_authenticate"),
    path("sign-in/forgotten/", sign_in.forgotten_password, name="account_reset_password"),
    path("sign-in/new-password/done/", sign_in.new_password_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^sign-in/new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        sign_in.new_password,
        name="account_reset_password_from_key",
    ),
    path("sign-in/cancelled/", sign_in.not_signed_in, name="socialaccount_login_cancelled"),
    path("sign-in/error/", sign_in.not_signed_in, name="socialaccount_login_error"),
    path("oidc/<provider_id>/login/", identity_provider.leave, name="openid_connect_login"),
    path("oidc/<provider_id>/login/callback/", identity_provider.come_back, name="openid_connect_callback"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("account/", account.account, name="account"),
    path("account/", account.account, name="mfa_index"),
    path("account/e-mail/", account.email_notices, name="email_notices"),
    path("account/confirm/", account.confirm, name="account_reauthenticate"),
    path("account/confirm-code/", account.confirm_code, name="mfa_reauthenticate"),
    path("account/password/", account.change_password, name="account_change_password"),
    path("account/no-password/", to_account, name="account_set_password"),
    path("account/second-factor/", account.set_up_second_factor, name="mfa_activate_totp"),
    path("account/second-factor/key.svg", account.second_factor_qr, name="second_factor_qr"),
    path("account/second-factor/remove/", account.remove_second_factor, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", account.show_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", account.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "account/recovery-codes/recovery-codes.txt", account.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]
