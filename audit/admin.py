"""The audit's records for administrators; every change keeps its history."""

from django import forms
from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from audit.actions.plan import bind_to_framework
from audit.frameworks import framework_paths
from audit.models import Answer, Audit, Review, SampledCase, StandardJudgement


class SampledCaseInline(admin.TabularInline):
    model = SampledCase
    raw_id_fields = ["case"]
    extra = 0


class AnswerInline(admin.TabularInline):
    model = Answer
    fields = ["question", "value", "comment"]
    extra = 0


@admin.register(Audit)
class AuditAdmin(SimpleHistoryAdmin):
    """An audit is bound to its framework for good: the choice is only offered when it is added."""

    list_display = ["title", "unit", "purpose", "framework_code", "framework_version"]
    list_filter = ["unit", "purpose"]
    inlines = [SampledCaseInline]

    def get_readonly_fields(self, request, obj=None):
        return ["framework_code", "framework_version", "framework_checksum", "created_by"] if obj else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "framework_code":
            return forms.ChoiceField(choices=[(code, code) for code in framework_paths()])
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            bind_to_framework(obj, by=request.user)
        super().save_model(request, obj, form, change)


@admin.register(Review)
class ReviewAdmin(SimpleHistoryAdmin):
    list_display = ["sampled_case", "reviewer", "submitted_at"]
    raw_id_fields = ["sampled_case"]
    inlines = [AnswerInline]


@admin.register(StandardJudgement)
class StandardJudgementAdmin(SimpleHistoryAdmin):
    list_display = ["audit", "standard", "rating", "decided_by", "decided_at"]
    list_filter = ["audit"]
