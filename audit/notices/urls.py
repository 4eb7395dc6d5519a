"""The addresses of notices."""

from django.urls import path

from audit.notices.views import dismiss_due_dates, dismiss_notices

urlpatterns = [
    path("notices/<int:notice>/dismiss/", dismiss_notices, name="dismiss_notices"),
    path("audits/<int:audit>/due-dates/dismiss/", dismiss_due_dates, name="dismiss_due_dates"),
]
