"""The addresses of alerts."""

from django.urls import path

from audit.oversight.alerts import views

urlpatterns = [
    path("alerts/raise/look/<int:look>/", views.raise_alert, name="raise_alert"),
    path("alerts/raise/review/<int:review>/", views.raise_review_alert, name="raise_review_alert"),
    path("alerts/raise/reading/<int:reading>/", views.raise_reading_alert, name="raise_reading_alert"),
    path("alerts/<int:alert>/", views.alert, name="alert"),
]
