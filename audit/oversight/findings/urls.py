"""The addresses of findings."""

from django.urls import path

from audit.oversight.findings.views.finding import finding
from audit.oversight.findings.views.findings import findings

urlpatterns = [
    path("findings/", findings, name="findings"),
    path("findings/<int:finding>/", finding, name="finding"),
]
