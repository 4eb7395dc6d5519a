"""The addresses of oversight, by subject."""

from django.urls import include, path

SUBJECTS = ("approval", "team_lists", "findings", "alerts", "looks", "proofs")

urlpatterns = [path("", include(f"audit.oversight.{subject}.urls")) for subject in SUBJECTS]
