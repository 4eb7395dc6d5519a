"""The address of the two proofs of a team."""

from django.urls import path

from audit.oversight.proofs.views import team_proofs

urlpatterns = [path("teams/<int:pk>/proofs/", team_proofs, name="team_proofs")]
