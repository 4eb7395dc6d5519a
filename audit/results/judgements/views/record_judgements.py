"""Record the judgements on all standards that are judged on evidence."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.planning.locking import AuditClosed
from audit.results.judgements.actions import judgement as actions
from audit.results.judgements.actions.judgement import Decision, JudgementsRefused
from audit.results.judgements.forms.judgements import JudgementsForm
from audit.results.judgements.pages import fields_of, rating_choices
from audit.results.judgements.reads import judgement_version, judgements_of_versions
from audit.results.report import report_on_audit
from audit.reviewing.pages.refused_input import SentText, show_refused_input
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

NO_LONGER = "None of this is recorded: the audit was signed off. Copy what you wrote if you still need it."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.JUDGE)
def record_judgements(request, audit):
    report = report_on_audit(audit)
    on_evidence = [rated for rated in report.rating.standards if not rated.standard.from_cases]
    if not on_evidence or audit.signed_off_at:
        return _show_nothing_to_decide(request, audit, on_evidence)
    form = _form(request, audit, on_evidence)
    try:
        if form.is_valid() and _recorded(request, audit, on_evidence, form):
            return redirect("audit_result", audit.pk)
    except AuditClosed:
        return _show_nothing_to_decide(request, audit, on_evidence)
    blocks = [(rated, rated.code in form.filled_in, form.fields_of(rated.code)) for rated in on_evidence]
    context = {"audit": audit, "notice": report.notice, "form": form, "blocks": blocks}
    return render(request, "audit/results/judgements/record_judgements.html", context)


def _form(request, audit, on_evidence):
    stored = {
        f"{name}-{rated.code}": value
        for rated in on_evidence
        for name, value in fields_of(rated.judgement, request.user).items()
    }
    codes = [rated.code for rated in on_evidence]
    versions = {code: request.POST.get(f"based_on-{code}", "") for code in codes}
    seen = judgements_of_versions(audit, versions) if request.method == "POST" else {}
    return JudgementsForm(
        request.POST if request.method == "POST" else None,
        initial=stored | unsaved(request),
        codes=codes,
        choices=rating_choices(audit.framework, on_evidence[0]),
        seen={code: fields_of(judgement, request.user) for code, judgement in seen.items()},
    )


def _recorded(request, audit, on_evidence, form):
    if not form.filled_in:
        messages.info(request, "Nothing was changed, so nothing was recorded.")
        return True
    try:
        decisions = [Decision(**filled_in) for filled_in in form.decisions]
        actions.record_judgements(audit=audit, decisions=decisions, by=request.user)
    except JudgementsRefused as refused:
        current = {rated.code: rated.judgement for rated in on_evidence}
        for code, why in refused.why.items():
            form.add_error(f"rating-{code}", f"{code}: {why}")
            form.base_on(code, judgement_version(current[code]))
        return False
    codes = get_text_list(form.filled_in, "and")
    messages.success(request, f"Judgement of {codes} recorded.")
    return True


def _show_nothing_to_decide(request, audit, on_evidence):
    """Show rationales that can no longer be recorded, so that they can be copied.

    If none was sent, lead to the signed result; 404 where the framework has nothing to decide.
    """
    sent = [
        SentText(f"Judgement of {rated.code}", request.POST.get(f"rating-{rated.code}", ""), rationale)
        for rated in on_evidence
        if (rationale := request.POST.get(f"rationale-{rated.code}", "").strip())
    ]
    if not on_evidence:
        raise Http404
    if not sent:
        messages.warning(request, "The audit is signed off. Take the sign-off back first.")
        return redirect("audit_result", audit.pk)
    return show_refused_input(request, NO_LONGER, sent, read_at=reverse("audit_result", args=[audit.pk]))
