"""The addresses of an audit's action plan."""

from django.urls import path

from audit.oversight.action_plan import views

PLAN = "audits/<int:audit>/action-plan/"
RECOMMENDATION = f"{PLAN}<int:recommendation>/"

urlpatterns = [
    path("units/<int:unit>/years/<int:year>/", views.unit_year, name="unit_year"),
    path(PLAN, views.action_plan, name="action_plan"),
    path(f"{RECOMMENDATION}answer/", views.answer_recommendation, name="answer_recommendation"),
    path(f"{RECOMMENDATION}steps/add/", views.add_step, name="add_step"),
    path(f"{RECOMMENDATION}steps/<int:step>/", views.change_step, name="change_step"),
]
