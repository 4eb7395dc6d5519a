"""The addresses of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from audit.views import (
    agreement,
    draw,
    facts,
    judgement,
    moderation,
    plan,
    result,
    review,
    review_paper,
    review_upload,
    review_workbook,
    reviewers,
    sample,
    sign_off,
    trail,
)

admin.site.login = secure_admin_login(admin.site.login)  # with the second factor, like everywhere

handler500 = "audit.views.errors.something_went_wrong"

urlpatterns = [
    path("", result.audit_list, name="audit_list"),
    path("audits/new/", plan.plan_new, name="plan_audit"),
    path("audits/<int:audit>/plan/", plan.change, name="change_audit"),
    path("audits/<int:audit>/sample/", sample.explain, name="audit_sample"),
    path("audits/<int:audit>/sample/plan/", plan.plan_sample, name="plan_sample"),
    path("audits/<int:audit>/sample/draw/", draw.draw, name="draw_sample"),
    path("audits/<int:audit>/cases/<int:number>/replace/", sample.replace, name="replace_case"),
    path("audits/<int:audit>/", result.audit_result, name="audit_result"),
    path("audits/<int:audit>/questions/<str:code>/", result.question_cases, name="question_cases"),
    path("audits/<int:audit>/cases/<int:number>/", result.case_answers, name="case_answers"),
    path("audits/<int:audit>/cases/<int:number>/facts/", facts.case_facts, name="case_facts"),
    path("audits/<int:audit>/cases/<int:number>/facts/<slug:fact>/", facts.correct_fact, name="correct_fact"),
    path("audits/<int:audit>/cases/<int:number>/agreement/", agreement.case_agreement, name="case_agreement"),
    path("audits/<int:audit>/summary.xlsx", result.summary_workbook, name="summary_workbook"),
    path("audits/<int:audit>/summary.json", result.summary_json, name="summary_json"),
    path("audits/<int:audit>/standards/<str:code>/judgement/", judgement.record, name="record_judgement"),
    path("audits/<int:audit>/reviews/", moderation.audit_reviews, name="audit_reviews"),
    path("audits/<int:audit>/reviewers/", reviewers.audit_reviewers, name="audit_reviewers"),
    path("audits/<int:audit>/agreement/", agreement.consistency, name="consistency"),
    path("audits/<int:audit>/sign-off/", sign_off.sign_off_audit, name="sign_off"),
    path("audits/<int:audit>/sign-off/take-back/", sign_off.take_back, name="take_back_sign_off"),
    path("audits/<int:audit>/trail/", trail.audit_trail, name="audit_trail"),
    path("audits/<int:audit>/cases/<int:number>/trail/", trail.case_trail, name="case_trail"),
    path("reviews/", review.my_reviews, name="my_reviews"),
    path("reviews/upload/", review_upload.upload_reviews, name="upload_reviews"),
    path("reviews/workbook.xlsx", review_workbook.my_reviews_workbook, name="my_reviews_workbook"),
    path("reviews/<int:review>/workbook.xlsx", review_workbook.review_workbook, name="review_workbook"),
    path("reviews/<int:review>/", review.review_check, name="review_check"),
    path("reviews/<int:review>/paper/", review_paper.review_paper, name="review_paper"),
    path("reviews/<int:review>/send-back/", moderation.send_back_review, name="send_back_review"),
    path("reviews/<int:review>/<str:code>/", review.review_section, name="review_section"),
    path("admin/", admin.site.urls),
    path("", include("cases.urls")),
]
