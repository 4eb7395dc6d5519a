"""The addresses of change between audits."""

from django.urls import path

from audit.results.change.views import audit_change

urlpatterns = [
    path("audits/<int:audit>/change/", audit_change, name="audit_change"),
]
