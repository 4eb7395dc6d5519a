"""The addresses of files of several audits."""

from django.urls import path

from audit.exports.several.views import several_audits

urlpatterns = [path("audits/several/", several_audits, name="several_audits")]
