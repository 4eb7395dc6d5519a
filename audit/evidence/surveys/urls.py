"""The addresses of surveys."""

from django.urls import path

from audit.evidence.surveys.views.audit_survey import audit_survey
from audit.evidence.surveys.views.audit_surveys import audit_surveys
from audit.evidence.surveys.views.compare_survey import compare_survey
from audit.evidence.surveys.views.delete_survey import delete_survey
from audit.evidence.surveys.views.import_survey import import_survey

SURVEY = "audits/<int:audit>/surveys/<int:survey>"

urlpatterns = [
    path("audits/<int:audit>/surveys/", audit_surveys, name="audit_surveys"),
    path("audits/<int:audit>/surveys/import/", import_survey, name="import_survey"),
    path(f"{SURVEY}/", audit_survey, name="audit_survey"),
    path(f"{SURVEY}/caseload/", compare_survey, name="compare_survey"),
    path(f"{SURVEY}/delete/", delete_survey, name="delete_survey"),
]
