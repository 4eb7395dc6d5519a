"""The addresses of trying out changes."""

from django.urls import path

from audit.results.what_if.views.audit_what_if import audit_what_if
from audit.results.what_if.views.what_if_cases import what_if_cases

urlpatterns = [
    path("audits/<int:audit>/what-if/", audit_what_if, name="audit_what_if"),
    path("audits/<int:audit>/what-if/<str:code>/", what_if_cases, name="what_if_cases"),
]
