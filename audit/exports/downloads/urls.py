"""The addresses of files to download."""

from django.urls import path

from audit.exports.downloads import views

urlpatterns = [
    path("audits/<int:audit>/downloads/", views.audit_downloads, name="audit_downloads"),
    path("audits/<int:audit>/summary.xlsx", views.summary_workbook, name="summary_workbook"),
    path("audits/<int:audit>/summary.json", views.summary_json, name="summary_json"),
]
