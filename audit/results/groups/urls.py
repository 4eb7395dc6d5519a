"""The addresses of groups."""

from django.urls import path

from audit.results.groups.views.audit_groups import audit_groups
from audit.results.groups.views.audit_public_protection import audit_public_protection
from audit.results.groups.views.prompt_heat_map import prompt_heat_map

urlpatterns = [
    path("audits/<int:audit>/groups/", audit_groups, name="audit_groups"),
    path("audits/<int:audit>/heat-map/", prompt_heat_map, name="prompt_heat_map"),
    path("audits/<int:audit>/public-protection/", audit_public_protection, name="audit_public_protection"),
]
