"""The addresses of the room: one file for each subject."""

from audit.evidence.outcomes.urls import urlpatterns as outcomes

urlpatterns = [*outcomes]
