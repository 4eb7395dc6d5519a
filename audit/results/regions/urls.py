"""The addresses of regions."""

from django.urls import path

from audit.results.regions.views.region_results import region_results
from audit.results.regions.views.regions import regions

urlpatterns = [
    path("regions/", regions, name="regions"),
    path("regions/<int:region>/results/", region_results, name="region_results"),
]
