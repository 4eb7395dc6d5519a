"""The addresses of indicators."""

from django.urls import path

from audit.evidence.indicators.views.audit_indicators import audit_indicators
from audit.evidence.indicators.views.change_indicator import change_indicator
from audit.evidence.indicators.views.delete_indicator import delete_indicator

INDICATOR = "audits/<int:audit>/indicators/<int:indicator>"

urlpatterns = [
    path("audits/<int:audit>/indicators/", audit_indicators, name="audit_indicators"),
    path(f"{INDICATOR}/", change_indicator, name="change_indicator"),
    path(f"{INDICATOR}/delete/", delete_indicator, name="delete_indicator"),
]
