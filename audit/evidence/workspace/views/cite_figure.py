"""Cite a figure as evidence for a standard."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.evidence.workspace.forms import FigureForm
from audit.evidence.workspace.offered import figure_choices
from audit.evidence.workspace.reads import figures_to_cite
from audit.evidence.workspace.views.add_evidence import added, begin, shared_choices
from audit.evidence.workspace.views.standard_workspace import show_too_late, standard_or_404
from audit.method.framework import Standard
from audit.models import Audit
from audit.results.reads import report_open_to
from cases.permissions import Permission


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def cite_figure(request, audit, code):
    standard = standard_or_404(audit, code)
    if audit.signed_off_at:
        return show_too_late(request, audit, code)
    form = figure_form(request, audit, standard)
    if form.is_valid() and added(request, audit, standard, form):
        return redirect("standard_workspace", audit.pk, code)
    context = {"audit": audit, "standard": standard, "form": form}
    return render(request, "audit/evidence/workspace/cite_figure.html", context)


def figure_form(request: HttpRequest, audit: Audit, standard: Standard, **initial: Any) -> FigureForm:
    """Return the form of evidence that cites a figure, with what was sent."""
    figures = figure_choices(figures_to_cite(audit, report_open_to(request.user, audit)))
    choices = shared_choices(audit, standard) | {"figures": figures}
    return FigureForm(request.POST or None, **choices, initial=begin(request, initial))
