"""The addresses of the approval of oversight."""

from django.urls import path

from audit.oversight.approval import views

urlpatterns = [
    path("places/units/<int:pk>/oversight/", views.unit_oversight, name="unit_oversight"),
    path("places/units/<int:pk>/oversight/end/", views.end_oversight, name="end_oversight"),
]
