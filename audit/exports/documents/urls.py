"""The addresses of documents."""

from django.urls import path

from audit.exports.documents.views.audit_report import audit_report
from audit.exports.documents.views.feedback import feedback, feedback_file
from audit.exports.documents.views.report_template import remove_report_template, report_template

urlpatterns = [
    path("audits/<int:audit>/report/", audit_report, name="audit_report"),
    path("practitioners/<int:practitioner>/feedback/", feedback, name="feedback"),
    path("practitioners/<int:practitioner>/feedback.docx", feedback_file, name="feedback_file"),
    path("places/units/<int:pk>/report-template/", report_template, name="report_template"),
    path("places/units/<int:pk>/report-template/remove/", remove_report_template, name="remove_report_template"),
]
