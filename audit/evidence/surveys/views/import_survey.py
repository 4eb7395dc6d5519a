"""Import a survey: choose the file, say what its columns are, and store it."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.surveys.actions import SurveyRefused, store_survey
from audit.evidence.surveys.forms.columns import (
    LONGEST,
    TABLE,
    TOO_OLD,
    SurveyColumnsForm,
    read_signed,
    signed_table,
)
from audit.evidence.surveys.forms.upload import SurveyFileForm
from audit.evidence.surveys.reads import every_column, survey_version
from audit.evidence.surveys.table import read_survey
from audit.models import SurveyKind
from audit.planning.locking import AuditClosed
from cases.permissions import Permission
from cases.sign_in.unsaved import drop_unsaved, unsaved
from cases.spreadsheets.limits import SpreadsheetProblem
from cases.spreadsheets.read import read_upload

WRONG = "The file cannot be imported as it is. Nothing is saved"
TOO_LONG = "These answers are too long for one form. Delete columns that you leave out, then choose the file again"


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def import_survey(request, audit):
    if audit.signed_off_at:
        messages.warning(request, "The audit is signed off. Take the sign-off back first.")
        return redirect("audit_surveys", audit.pk)
    sent = request.POST or unsaved(request)
    if TABLE in sent:
        return _second_step(request, audit, sent)
    initial = {"replaces": request.GET.get("replaces")}
    form = SurveyFileForm(request.POST or None, request.FILES or None, initial=initial)
    return _look(request, audit, form) if form.is_valid() else _show(request, audit, form)


def _look(request, audit, form):
    """Show the columns of the file, with a guess of what each is."""
    try:
        table = read_survey(read_upload(form.cleaned_data["file"], sheet=form.cleaned_data["sheet"] or None))
    except SpreadsheetProblem as problem:
        form.add_error("file", str(problem))
        return _show(request, audit, form)
    if table.problems:
        form.add_error("file", WRONG)
        return _show(request, audit, form, problems=table.problems)
    stored = audit.surveys.filter(pk=form.cleaned_data["replaces"] or 0).first()
    replaces, seen = (stored.pk, survey_version(stored)) if stored else (None, "")
    signed = signed_table(table, audit=audit.pk, person=request.user.pk, replaces=replaces, seen=seen)
    if len(signed) > LONGEST:
        form.add_error("file", TOO_LONG)
        return _show(request, audit, form)
    return _show_columns(request, audit, _columns_form(None, table, stored), signed)


def _columns_form(sent, table, stored):
    earlier = every_column(stored) if stored else {}
    known = ("kind", "title", "held", "asked")
    initial = {name: getattr(stored, name) for name in known} if stored else {}
    return SurveyColumnsForm(sent, table=table, kinds=SurveyKind.choices, earlier=earlier, initial=initial)


def _second_step(request, audit, sent):
    """Store the survey once the form says what each column is. After a new sign-in it is shown again instead."""
    try:
        table, replaces, seen = read_signed(sent[TABLE], audit=audit.pk, person=request.user.pk)
    except signing.BadSignature:
        form = SurveyFileForm({}, {})
        form.errors.clear()
        form.add_error("file", TOO_OLD)
        return _show(request, audit, form)
    form = _columns_form(sent, table, audit.surveys.filter(pk=replaces or 0).first())
    if request.method != "POST" or not form.is_valid():
        return _show_columns(request, audit, form, sent[TABLE])
    return _store(request, audit, form, {"replaces": replaces, "based_on": seen})


def _store(request, audit, form, replaced):
    file = form.survey_file()
    try:
        stored = store_survey(audit=audit, file=file, by=request.user, **replaced)
    except (AuditClosed, SurveyRefused) as refused:
        messages.warning(request, str(refused))
        return redirect("audit_surveys", audit.pk)
    drop_unsaved(request)
    messages.success(request, form.told(file))
    return redirect("audit_survey", audit.pk, stored.pk)


def _show_columns(request, audit, form, signed):
    context = {"audit": audit, "form": form, "signed": signed}
    return render(request, "audit/evidence/surveys/import_survey.html", context)


def _show(request, audit, form, problems=()):
    context = {"audit": audit, "form": form, "problems": problems}
    return render(request, "audit/evidence/surveys/import_survey.html", context)
