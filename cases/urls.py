"""The addresses of this wing. The sign-in library asks for some of them by names of its own."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from cases.views import account, identity_provider, people, places, sign_in, staff_list

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
    path("people/", people.people_list, name="people_list"),
    path("people/invite/", people.invite_person, name="invite_person"),
    path("people/give-role/", people.give_role_page, name="give_role"),
    path("people/<int:person>/", people.person_page, name="person"),
    path("people/<int:person>/change/", people.change, name="change_person"),
    path("people/<int:person>/link/", people.new_link, name="new_link"),
    path(
        "people/<int:person>/identity-provider/remove/",
        people.remove_identity_provider,
        name="remove_identity_provider",
    ),
    path("people/<int:person>/second-factor/", people.lost_second_factor, name="lost_second_factor"),
    path("people/<int:person>/close/", people.close, name="close_account"),
    path("people/<int:person>/roles/<int:membership>/change/", people.change_role, name="change_role"),
    path("people/<int:person>/roles/<int:membership>/end/", people.end_role, name="end_role"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("account/", account.your_account, name="account"),
    path("account/", account.your_account, name="mfa_index"),
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
    path("places/", places.places, name="places"),
    path("places/import/", staff_list.upload, name="import_staff"),
    path("places/regions/add/", places.add_region, name="add_region"),
    path("places/regions/<int:pk>/rename/", places.rename_region, name="rename_region"),
    path("places/regions/<int:pk>/units/add/", places.add_unit, name="add_unit"),
    path("places/units/<int:pk>/", places.unit, name="unit"),
    path("places/units/<int:pk>/rename/", places.rename_unit, name="rename_unit"),
    path("places/units/<int:pk>/teams/add/", places.add_team, name="add_team"),
    path("places/units/<int:pk>/practitioners/add/", places.add_practitioner, name="add_practitioner"),
    path("places/teams/<int:pk>/rename/", places.rename_team, name="rename_team"),
    path("places/practitioners/<int:pk>/", places.change_practitioner, name="change_practitioner"),
]
