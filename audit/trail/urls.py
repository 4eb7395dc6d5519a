"""The addresses of the trail."""

from django.urls import path

from audit.trail import views

urlpatterns = [
    path("audits/<int:audit>/trail/", views.audit_trail, name="audit_trail"),
    path("audits/<int:audit>/cases/<int:number>/trail/", views.case_trail, name="case_trail"),
]
