"""The addresses of planning."""

from django.urls import path

from audit.planning.views.audit_sample import audit_sample
from audit.planning.views.case_facts import case_facts
from audit.planning.views.change_audit import change_audit
from audit.planning.views.correct_fact import correct_fact
from audit.planning.views.draw_sample import draw_sample
from audit.planning.views.plan_again import plan_again
from audit.planning.views.plan_audit import plan_audit
from audit.planning.views.plan_sample import plan_sample
from audit.planning.views.replace_case import replace_case

urlpatterns = [
    path("audits/new/", plan_audit, name="plan_audit"),
    path("audits/<int:audit>/again/", plan_again, name="plan_again"),
    path("audits/<int:audit>/plan/", change_audit, name="change_audit"),
    path("audits/<int:audit>/sample/", audit_sample, name="audit_sample"),
    path("audits/<int:audit>/sample/plan/", plan_sample, name="plan_sample"),
    path("audits/<int:audit>/sample/draw/", draw_sample, name="draw_sample"),
    path("audits/<int:audit>/cases/<int:number>/replace/", replace_case, name="replace_case"),
    path("audits/<int:audit>/cases/<int:number>/facts/", case_facts, name="case_facts"),
    path("audits/<int:audit>/cases/<int:number>/facts/<slug:fact>/", correct_fact, name="correct_fact"),
]
