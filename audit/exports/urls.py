"""The addresses of what is taken away, by subject."""

from django.urls import include, path

SUBJECTS = ("documents", "tokens", "several", "making", "downloads")

urlpatterns = [path("", include(f"audit.exports.{subject}.urls")) for subject in SUBJECTS]
