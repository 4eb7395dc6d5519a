"""The addresses of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from audit.views import judgement, result

admin.site.login = secure_admin_login(admin.site.login)  # with the second factor, like everywhere

urlpatterns = [
    path("", result.audit_list, name="audit_list"),
    path("audits/<int:audit>/", result.audit_result, name="audit_result"),
    path("audits/<int:audit>/questions/<str:code>/", result.question_cases, name="question_cases"),
    path("audits/<int:audit>/cases/<int:number>/", result.case_answers, name="case_answers"),
    path("audits/<int:audit>/summary.xlsx", result.summary_workbook, name="summary_workbook"),
    path("audits/<int:audit>/summary.json", result.summary_json, name="summary_json"),
    path("audits/<int:audit>/standards/<str:code>/judgement/", judgement.record, name="record_judgement"),
    path("admin/", admin.site.urls),
    path("", include("cases.urls")),
]
