"""Record a judgement: what people decide about a standard."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.results.judgements.actions import judgement as actions
from audit.results.judgements.actions.judgement import JudgementRefused
from audit.results.judgements.forms.judgement import JudgementForm
from audit.results.judgements.pages import fields_of, limiting_text, rating_choices
from audit.results.judgements.reads import judgement_version, ratings_allowed
from audit.results.report import report_on_audit
from audit.reviewing.pages.refused_input import SentText, show_refused_input
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

NO_LONGER = "You can no longer decide on this standard because the audit was signed off or its figures changed."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def record_judgement(request, audit, code):
    report = report_on_audit(audit)
    rated = next((s for s in report.rating.standards if s.code == code), None)
    if rated is None or not ratings_allowed(audit.framework, rated) or audit.signed_off_at:
        return _show_nothing_to_decide(request, audit, code)
    initial = fields_of(rated.judgement, request.user) | unsaved(request)
    form = JudgementForm(request.POST or None, choices=rating_choices(audit.framework, rated), initial=initial)
    if form.is_valid() and _recorded(request, audit, rated, form):
        return redirect("audit_result", audit.pk)
    context = {"audit": audit, "notice": report.notice, "rated": rated, "limiting": limiting_text(rated), "form": form}
    return render(request, "audit/results/judgements/record_judgement.html", context)


def _show_nothing_to_decide(request, audit, code):
    """Show a rationale that can no longer be recorded, so that it can be copied.

    If none was sent, lead to the signed result; 404 where there is nothing to decide.
    """
    if not request.POST.get("rationale", "").strip():
        if not audit.signed_off_at or code not in {standard.code for standard in audit.framework.standards}:
            raise Http404
        messages.warning(request, "The audit is signed off. Take the sign-off back first.")
        return redirect("audit_result", audit.pk)
    sent = [SentText(f"Judgement of {code}", request.POST.get("rating", ""), request.POST["rationale"])]
    return show_refused_input(request, NO_LONGER, sent, read_at=reverse("audit_result", args=[audit.pk]))


def _recorded(request, audit, rated, form):
    try:
        recorded = actions.record_judgement(audit=audit, standard=rated.code, **form.cleaned_data, by=request.user)
    except JudgementRefused as refused:
        form.add_error("rating", str(refused))
        # the form keeps what was written; sent again, it is based on the judgement that the page now shows
        form.data = form.data.copy()
        form.data["based_on"] = judgement_version(rated.judgement)
        return False
    waits = " It waits for a second person and does not count until then." if recorded.waits else ""
    messages.success(request, f"Judgement of {rated.code} recorded.{waits}")
    return True
