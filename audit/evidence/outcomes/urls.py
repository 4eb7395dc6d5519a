"""The address of the outcomes."""

from django.urls import path

from audit.evidence.outcomes.views import audit_outcomes

urlpatterns = [path("audits/<int:audit>/outcomes/", audit_outcomes, name="audit_outcomes")]
