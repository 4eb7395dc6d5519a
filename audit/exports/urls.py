"""The addresses of what is taken away, by subject."""

from django.urls import include, path

SUBJECTS = ("tokens", "documents", "several", "downloads")

urlpatterns = [path("", include(f"audit.exports.{subject}.urls")) for subject in SUBJECTS]
