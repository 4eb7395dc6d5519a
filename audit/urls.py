"""The addresses of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

admin.site.login = secure_admin_login(admin.site.login)  # with the second factor, like everywhere

handler500 = "audit.errors.something_went_wrong"

# The rooms in the order of the work; moderating stands before reviewing, whose last address takes any word.
ROOMS = (
    "home",
    "notices",
    "planning",
    "moderating",
    "reviewing",
    "instruments",
    "together",
    "results",
    "evidence",
    "oversight",
    "exports",
    "trail",
)

urlpatterns = [
    *(path("", include(f"audit.{room}.urls")) for room in ROOMS),
    path("admin/", admin.site.urls),
    path("", include("cases.urls")),
]
