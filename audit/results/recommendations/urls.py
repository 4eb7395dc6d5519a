"""The addresses of recommendations."""

from django.urls import path

from audit.results.recommendations.views.audit_recommendations import audit_recommendations
from audit.results.recommendations.views.change_recommendation import change_recommendation
from audit.results.recommendations.views.delete_recommendation import delete_recommendation

RECOMMENDATION = "audits/<int:audit>/recommendations/<int:recommendation>"

urlpatterns = [
    path("audits/<int:audit>/recommendations/", audit_recommendations, name="audit_recommendations"),
    path(f"{RECOMMENDATION}/", change_recommendation, name="change_recommendation"),
    path(f"{RECOMMENDATION}/delete/", delete_recommendation, name="delete_recommendation"),
]
