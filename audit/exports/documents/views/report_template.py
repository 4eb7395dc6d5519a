"""The page on which an administrator of a PDU gives its reports a Word file's styles."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from audit.exports.documents.actions import keep_template, remove_template
from audit.exports.documents.forms import ReportTemplateForm
from audit.exports.documents.reads.report_template import stored_template
from cases.access import administers_unit


@require_http_methods(["GET", "HEAD", "POST"])
@administers_unit
def report_template(request, unit):
    """Shows which file the PDU's reports take their styles from, and takes another."""
    form = ReportTemplateForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        keep_template(unit=unit, name=form.cleaned_data["file"].name, content=form.template, by=request.user)
        messages.success(request, f"Reports of {unit} now take the styles of {form.cleaned_data['file'].name}.")
        return redirect("report_template", unit.pk)
    context = {"unit": unit, "stored": stored_template(unit), "form": form}
    return render(request, "audit/exports/documents/report_template.html", context)


@require_POST
@administers_unit
def remove_report_template(request, unit):
    remove_template(unit=unit, by=request.user)
    messages.success(request, f"Reports of {unit} take our own styles again.")
    return redirect("report_template", unit.pk)
