"""The addresses of judgements."""

from django.urls import path

from audit.results.judgements.views.confirm_judgement import confirm_judgement
from audit.results.judgements.views.record_judgement import record_judgement

urlpatterns = [
    path("audits/<int:audit>/standards/<str:code>/judgement/", record_judgement, name="record_judgement"),
    path("audits/<int:audit>/standards/<str:code>/judgement/confirm/", confirm_judgement, name="confirm_judgement"),
]
