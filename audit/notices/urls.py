"""The addresses of notices."""

from django.urls import path

from audit.notices.views import dismiss_notices

urlpatterns = [
    path("notices/<int:notice>/dismiss/", dismiss_notices, name="dismiss_notices"),
]
