"""The addresses of findings."""

from django.urls import path

from audit.oversight.findings.views.audit_findings import audit_findings
from audit.oversight.findings.views.finding import finding
from audit.oversight.findings.views.findings import findings
from audit.oversight.findings.views.review_findings import review_findings

urlpatterns = [
    path("findings/", findings, name="findings"),
    path("findings/<int:finding>/", finding, name="finding"),
    path("findings/drafts/<int:review>/", review_findings, name="review_findings"),
    path("audits/<int:audit>/findings/", audit_findings, name="audit_findings"),
]
