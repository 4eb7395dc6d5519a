"""The addresses of questions and their cases."""

from django.urls import path

from audit.results.questions.views.audit_questions import audit_questions
from audit.results.questions.views.case_answers import case_answers
from audit.results.questions.views.question_cases import question_cases
from audit.results.questions.views.question_comments import question_comments

urlpatterns = [
    path("audits/<int:audit>/questions/", audit_questions, name="audit_questions"),
    path("audits/<int:audit>/questions/<str:code>/", question_cases, name="question_cases"),
    path("audits/<int:audit>/questions/<str:code>/comments/", question_comments, name="question_comments"),
    path("audits/<int:audit>/cases/<int:number>/", case_answers, name="case_answers"),
]
