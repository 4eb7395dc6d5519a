"""The addresses of this wing."""

from django.urls import path

from cases.views import people, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("people/", people.people_list, name="people_list"),
    path("people/invite/", people.invite_person, name="invite_person"),
    path("people/give-role/", people.give_role_page, name="give_role"),
    path("people/<int:person>/", people.person_page, name="person"),
    path("people/<int:person>/link/", people.new_link, name="new_link"),
    path("people/<int:person>/second-factor/", people.lost_second_factor, name="lost_second_factor"),
    path("people/<int:person>/close/", people.close, name="close_account"),
    path("people/<int:person>/roles/<int:membership>/change/", people.change_role, name="change_role"),
    path("people/<int:person>/roles/<int:membership>/end/", people.end_role, name="end_role"),
]
