"""The addresses of people and their roles."""

from django.urls import path

from cases.people import views

urlpatterns = [
    path("people/", views.people_list, name="people_list"),
    path("people/invite/", views.invite_person, name="invite_person"),
    path("people/give-role/", views.give_role, name="give_role"),
    path("people/<int:person>/", views.person, name="person"),
    path("people/<int:person>/change/", views.change_person, name="change_person"),
    path("people/<int:person>/link/", views.new_link, name="new_link"),
    path(
        "people/<int:person>/identity-provider/remove/",
        views.remove_identity_provider,
        name="remove_identity_provider",
    ),
    path("people/<int:person>/second-factor/", views.lost_second_factor, name="lost_second_factor"),
    path("people/<int:person>/close/", views.close_account, name="close_account"),
    path("people/<int:person>/roles/<int:membership>/change/", views.change_role, name="change_role"),
    path("people/<int:person>/roles/<int:membership>/end/", views.end_role, name="end_role"),
]
