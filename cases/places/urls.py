"""The addresses of places and practitioners."""

from django.urls import path

from cases.places.views import account, places
from cases.places.views.import_staff import import_staff

urlpatterns = [
    path("places/", places.places, name="places"),
    path("places/import/", import_staff, name="import_staff"),
    path("places/regions/add/", places.add_region, name="add_region"),
    path("places/regions/<int:pk>/rename/", places.rename_region, name="rename_region"),
    path("places/regions/<int:pk>/units/add/", places.add_unit, name="add_unit"),
    path("places/units/<int:pk>/", places.unit, name="unit"),
    path("places/units/<int:pk>/rename/", places.rename_unit, name="rename_unit"),
    path("places/units/<int:pk>/teams/add/", places.add_team, name="add_team"),
    path("places/units/<int:pk>/practitioners/add/", places.add_practitioner, name="add_practitioner"),
    path("places/teams/<int:pk>/rename/", places.rename_team, name="rename_team"),
    path("places/practitioners/<int:pk>/", places.change_practitioner, name="change_practitioner"),
    path("places/practitioners/<int:pk>/account/", account.practitioner_account, name="practitioner_account"),
    path("places/practitioners/<int:pk>/account/end/", account.end_account_link, name="end_account_link"),
]
