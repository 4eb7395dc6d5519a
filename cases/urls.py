"""The addresses of this wing, room by room."""

from django.urls import include, path

urlpatterns = [path("", include(f"cases.{room}.urls")) for room in ("sign_in", "people", "places")]
