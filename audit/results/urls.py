"""The addresses of results."""

from django.urls import path

from audit.results.views.audit_change import audit_change
from audit.results.views.audit_groups import audit_groups
from audit.results.views.audit_public_protection import audit_public_protection
from audit.results.views.audit_published import audit_published
from audit.results.views.audit_questions import audit_questions
from audit.results.views.audit_recommendations import audit_recommendations
from audit.results.views.audit_result import audit_result
from audit.results.views.audit_version import audit_version
from audit.results.views.audit_what_if import audit_what_if
from audit.results.views.case_answers import case_answers
from audit.results.views.change_recommendation import change_recommendation
from audit.results.views.confirm_judgement import confirm_judgement
from audit.results.views.confirm_sign_off import confirm_sign_off
from audit.results.views.delete_recommendation import delete_recommendation
from audit.results.views.prompt_heat_map import prompt_heat_map
from audit.results.views.question_cases import question_cases
from audit.results.views.question_comments import question_comments
from audit.results.views.record_judgement import record_judgement
from audit.results.views.record_judgements import record_judgements
from audit.results.views.region_results import region_results
from audit.results.views.regions import regions
from audit.results.views.sign_off_audit import sign_off_audit
from audit.results.views.take_back_sign_off import take_back_sign_off
from audit.results.views.what_if_cases import what_if_cases

RECOMMENDATION = "audits/<int:audit>/recommendations/<int:recommendation>"

urlpatterns = [
    path("regions/", regions, name="regions"),
    path("regions/<int:region>/results/", region_results, name="region_results"),
    path("audits/<int:audit>/", audit_result, name="audit_result"),
    path("audits/<int:audit>/published/", audit_published, name="audit_published"),
    path("audits/<int:audit>/questions/", audit_questions, name="audit_questions"),
    path("audits/<int:audit>/groups/", audit_groups, name="audit_groups"),
    path("audits/<int:audit>/heat-map/", prompt_heat_map, name="prompt_heat_map"),
    path("audits/<int:audit>/public-protection/", audit_public_protection, name="audit_public_protection"),
    path("audits/<int:audit>/questions/<str:code>/", question_cases, name="question_cases"),
    path("audits/<int:audit>/questions/<str:code>/comments/", question_comments, name="question_comments"),
    path("audits/<int:audit>/what-if/", audit_what_if, name="audit_what_if"),
    path("audits/<int:audit>/what-if/<str:code>/", what_if_cases, name="what_if_cases"),
    path("audits/<int:audit>/cases/<int:number>/", case_answers, name="case_answers"),
    path("audits/<int:audit>/change/", audit_change, name="audit_change"),
    path("audits/<int:audit>/standards/<str:code>/judgement/", record_judgement, name="record_judgement"),
    path("audits/<int:audit>/standards/<str:code>/judgement/confirm/", confirm_judgement, name="confirm_judgement"),
    path("audits/<int:audit>/judgements/", record_judgements, name="record_judgements"),
    path("audits/<int:audit>/recommendations/", audit_recommendations, name="audit_recommendations"),
    path(f"{RECOMMENDATION}/", change_recommendation, name="change_recommendation"),
    path(f"{RECOMMENDATION}/delete/", delete_recommendation, name="delete_recommendation"),
    path("audits/<int:audit>/versions/<int:version>/", audit_version, name="audit_version"),
    path("audits/<int:audit>/sign-off/", sign_off_audit, name="sign_off_audit"),
    path("audits/<int:audit>/sign-off/confirm/", confirm_sign_off, name="confirm_sign_off"),
    path("audits/<int:audit>/sign-off/take-back/", take_back_sign_off, name="take_back_sign_off"),
]
