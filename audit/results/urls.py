"""The addresses of results, subject by subject."""

from django.urls import include, path

SUBJECTS = (
    "recommendations",
    "judgements",
    "sign_off",
    "groups",
    "questions",
    "what_if",
    "published",
    "change",
    "regions",
    "result",
)

urlpatterns = [path("", include(f"audit.results.{subject}.urls")) for subject in SUBJECTS]
