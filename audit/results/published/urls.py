"""The addresses of published results."""

from django.urls import path

from audit.results.published.views import audit_published

urlpatterns = [
    path("audits/<int:audit>/published/", audit_published, name="audit_published"),
]
