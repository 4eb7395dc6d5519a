"""The addresses of My team."""

from django.urls import path

from audit.oversight.team import views

urlpatterns = [
    path("team/", views.my_team, name="my_team"),
    path("team/<int:team>/", views.team, name="team"),
]
