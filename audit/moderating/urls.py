"""The addresses of moderating."""

from django.urls import path

from audit.moderating.views.audit_reviewers import audit_reviewers
from audit.moderating.views.audit_reviews import audit_reviews
from audit.moderating.views.case_agreement import case_agreement
from audit.moderating.views.consistency import consistency
from audit.moderating.views.send_back_review import send_back_review

urlpatterns = [
    path("audits/<int:audit>/reviews/", audit_reviews, name="audit_reviews"),
    path("audits/<int:audit>/reviewers/", audit_reviewers, name="audit_reviewers"),
    path("audits/<int:audit>/agreement/", consistency, name="consistency"),
    path("audits/<int:audit>/cases/<int:number>/agreement/", case_agreement, name="case_agreement"),
    path("reviews/<int:review>/send-back/", send_back_review, name="send_back_review"),
]
