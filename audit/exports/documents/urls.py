"""The addresses of documents."""

from django.urls import path

from audit.exports.documents import views

urlpatterns = [
    path("audits/<int:audit>/report/", views.audit_report, name="audit_report"),
]
