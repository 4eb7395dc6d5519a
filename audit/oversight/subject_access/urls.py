"""The address of subject access."""

from django.urls import path

from audit.oversight.subject_access import views

urlpatterns = [path("subject-access/", views.subject_access, name="subject_access")]
