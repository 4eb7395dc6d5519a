"""The addresses of pages about a practitioner."""

from django.urls import path

from audit.oversight.practitioners import views

urlpatterns = [
    path("my-cases/", views.my_cases, name="my_cases"),
    path("my-cases/looks/<int:look>/", views.my_look, name="my_look"),
    path("practitioners/<int:practitioner>/findings/", views.practitioner_findings, name="practitioner_findings"),
    path("practitioners/<int:practitioner>/note/", views.supervision_note, name="supervision_note"),
    path("examples/", views.examples, name="examples"),
]
