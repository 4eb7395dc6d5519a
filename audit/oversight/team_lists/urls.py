"""The addresses of team lists."""

from django.urls import path

from audit.oversight.team_lists import views

urlpatterns = [
    path("team/<int:team>/list/", views.team_list, name="team_list"),
    path("team/<int:team>/list/upload/", views.upload_team_list, name="upload_team_list"),
    path("team/<int:team>/list/delete/", views.delete_team_list, name="delete_team_list"),
]
