"""The addresses of oversight, by subject."""

from django.urls import include, path

SUBJECTS = (
    "approval",
    "team_lists",
    "rounds",
    "looks",
    "findings",
    "alerts",
    "proofs",
    "practitioners",
    "team",
    "action_plan",
    "subject_access",
)

urlpatterns = [path("", include(f"audit.oversight.{subject}.urls")) for subject in SUBJECTS]
