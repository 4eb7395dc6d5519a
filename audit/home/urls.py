"""The addresses of the start pages."""

from django.urls import path

from audit.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("audits/", views.audit_list, name="audit_list"),
    path("audits/<int:audit>/tasks/", views.audit_tasks, name="audit_tasks"),
]
