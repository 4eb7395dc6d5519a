"""The addresses of the pages on which people start."""

from django.urls import path

from audit.home import views

urlpatterns = [
    path("", views.audit_list, name="audit_list"),
]
