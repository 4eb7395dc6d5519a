"""The addresses of files to download."""

from django.urls import path

from audit.exports.downloads.views.audit_downloads import audit_downloads
from audit.exports.downloads.views.summary_json import summary_json
from audit.exports.downloads.views.summary_workbook import summary_workbook

urlpatterns = [
    path("audits/<int:audit>/downloads/", audit_downloads, name="audit_downloads"),
    path("audits/<int:audit>/summary.xlsx", summary_workbook, name="summary_workbook"),
    path("audits/<int:audit>/summary.json", summary_json, name="summary_json"),
]
