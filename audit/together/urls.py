"""The addresses of reading a case together."""

from django.urls import path

from audit.together.views.compare_readings import compare_readings
from audit.together.views.read_case import read_case
from audit.together.views.read_together import read_together

urlpatterns = [
    path("audits/<int:audit>/together/", read_together, name="read_together"),
    path("readings/<int:reading>/", read_case, name="read_case"),
    path("together/<int:shared>/", compare_readings, name="compare_readings"),
]
