"""The addresses of evidence, subject by subject."""

from django.urls import include, path

SUBJECTS = ("indicators", "surveys", "outcomes", "workspace")

urlpatterns = [path("", include(f"audit.evidence.{subject}.urls")) for subject in SUBJECTS]
