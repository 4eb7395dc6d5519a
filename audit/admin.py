"""The audit's records for superusers with a role that sees cases; what is signed off is only read."""

from django import forms
from django.contrib import admin

from audit.actions.plan import bind_to_framework
from audit.actions.trail import record_review_change
from audit.frameworks import FrameworkProblem, framework, framework_paths
from audit.models import Answer, Audit, FrameworkChanged, Review, SampledCase, StandardJudgement
from cases.admin import CaseAdmin, CaseDataAdmin
from cases.models import Case


def _framework_choices():
    """Wrong files too: who chooses one is told what is wrong with it."""
    return [(code, code) for code in framework_paths()]


class AuditForm(forms.ModelForm):
    """The framework is chosen among those there are, and only while the audit is new."""

    class Meta:
        model = Audit
        fields = ["unit", "title", "purpose", "about", "framework_code"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "framework_code" in self.fields:
            self.fields["framework_code"] = forms.ChoiceField(choices=_framework_choices)

    def clean_framework_code(self):
        code = self.cleaned_data["framework_code"]
        try:
            framework(code)
        except FrameworkProblem as problem:
            raise forms.ValidationError(str(problem)) from problem
        return code


class AnswerForm(forms.ModelForm):
    """An answer that the audit's framework knows: a question of its own, and a value that this question offers."""

    class Meta:
        model = Answer
        fields = ["question", "value", "comment"]

    def clean(self):
        cleaned = super().clean()
        try:
            questions = self.instance.review.sampled_case.audit.framework.questions
        except (FrameworkChanged, FrameworkProblem) as problem:
            raise forms.ValidationError(str(problem)) from problem
        asked = questions.get(cleaned.get("question"))
        if asked is None:
            self.add_error("question", "The audit's framework has no question of this code.")
        elif cleaned.get("value") not in asked.labels:
            self.add_error("value", f"Answer {asked.code} with one of: {', '.join(asked.labels.values())}.")
        return cleaned


class SampledCaseInline(admin.TabularInline):
    model = SampledCase
    autocomplete_fields = ["case"]
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request) & SampledCase.objects.visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "case":
            kwargs["queryset"] = Case.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AnswerInline(admin.TabularInline):
    model = Answer
    form = AnswerForm
    extra = 0
    can_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request) & Answer.objects.visible_to(request.user)


@admin.register(Audit)
class AuditAdmin(CaseDataAdmin):
    """An audit is bound to its unit and framework for good: the choice is only offered when it is added."""

    settled = ["unit", "framework_code", "framework_version", "framework_checksum", "created_by"]
    form = AuditForm
    list_display = ["title", "unit", "purpose", "framework_code", "framework_version"]
    list_filter = ["unit", "purpose"]
    inlines = [SampledCaseInline]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.signed_off_at)

    def case_of(self, record):
        return None, record.pk

    def save_model(self, request, obj, form, change):
        if not change:
            bind_to_framework(obj, by=request.user)
        super().save_model(request, obj, form, change)


@admin.register(Review)
class ReviewAdmin(CaseDataAdmin):
    list_display = ["sampled_case", "part", "reviewer", "submitted_at"]
    exclude = ["part"]
    inlines = [AnswerInline]
    settled = ["sampled_case"]

    def case_of(self, record):
        return record.sampled_case.case, record.sampled_case.audit_id

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "sampled_case":
            kwargs["queryset"] = (
                SampledCase.objects.visible_to(request.user).counted().filter(audit__signed_off_at=None)
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.sampled_case.audit.signed_off_at)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        record_review_change(review=obj, changed=form.changed_data, by=request.user)

    def get_inlines(self, request, obj):
        """Answers are for a review that is there: only then is it known which framework asks."""
        return self.inlines if obj else []


admin.site.unregister(Case)  # the wing that registers cases knows no audits


@admin.register(Case)
class AuditedCaseAdmin(CaseAdmin):
    """The cases, which are only read once an audit that they are in is signed off.

    What an audit copied is corrected on its own page, where both copies change together.
    """

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and _is_signed_off(obj))

    def get_readonly_fields(self, request, obj=None):
        copied = Case.COPIED if obj and obj.samples.exists() else ()
        return [*super().get_readonly_fields(request, obj), *copied]


def _is_signed_off(case):
    return case.samples.filter(audit__signed_off_at__isnull=False).exists()


@admin.register(StandardJudgement)
class StandardJudgementAdmin(CaseDataAdmin):
    """To be read: a judgement is recorded on the audit's page, which knows the ratings that are allowed."""

    list_display = ["audit", "standard", "rating", "decided_by", "decided_at"]
    list_filter = ["audit"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
