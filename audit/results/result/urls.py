"""The addresses of the result."""

from django.urls import path

from audit.results.result.views.audit_result import audit_result
from audit.results.result.views.audit_version import audit_version

urlpatterns = [
    path("audits/<int:audit>/", audit_result, name="audit_result"),
    path("audits/<int:audit>/versions/<int:version>/", audit_version, name="audit_version"),
]
