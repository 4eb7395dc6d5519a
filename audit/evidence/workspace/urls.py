"""The addresses of the workspace."""

from django.urls import path

from audit.evidence.workspace.views.add_evidence import add_evidence
from audit.evidence.workspace.views.audit_standards import audit_standards
from audit.evidence.workspace.views.change_evidence import change_evidence
from audit.evidence.workspace.views.cite_figure import cite_figure
from audit.evidence.workspace.views.delete_evidence import delete_evidence
from audit.evidence.workspace.views.standard_workspace import standard_workspace

STANDARD = "audits/<int:audit>/standards/<str:code>"

urlpatterns = [
    path("audits/<int:audit>/standards/", audit_standards, name="audit_standards"),
    path(f"{STANDARD}/", standard_workspace, name="standard_workspace"),
    path(f"{STANDARD}/evidence/", add_evidence, name="add_evidence"),
    path(f"{STANDARD}/figures/", cite_figure, name="cite_figure"),
    path(f"{STANDARD}/evidence/<int:entry>/", change_evidence, name="change_evidence"),
    path(f"{STANDARD}/evidence/<int:entry>/delete/", delete_evidence, name="delete_evidence"),
]
