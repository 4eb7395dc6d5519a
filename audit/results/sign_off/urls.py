"""The addresses of the sign-off."""

from django.urls import path

from audit.results.sign_off.views.confirm_sign_off import confirm_sign_off
from audit.results.sign_off.views.sign_off_audit import sign_off_audit
from audit.results.sign_off.views.take_back_sign_off import take_back_sign_off

urlpatterns = [
    path("audits/<int:audit>/sign-off/", sign_off_audit, name="sign_off_audit"),
    path("audits/<int:audit>/sign-off/confirm/", confirm_sign_off, name="confirm_sign_off"),
    path("audits/<int:audit>/sign-off/take-back/", take_back_sign_off, name="take_back_sign_off"),
]
