"""A reviewer's drafts about a case of an inspection: list them, write one, change or delete one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.models import Review
from audit.oversight.access import may_use_oversight, show_not_in_use
from audit.oversight.findings.actions.drafts import draft_in_inspection, drop_draft
from audit.oversight.findings.forms.draft import DraftForm
from audit.oversight.findings.pages.drafts import draft_lines, initial_of, questions_of
from audit.oversight.findings.pages.offers import who_reads
from audit.oversight.findings.reads import own_drafts
from audit.oversight.findings.rules import FindingRefused
from audit.planning.locking import AuditClosed
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
def review_findings(request, review):
    own = Review.objects.to_write_by(request.user).filter(reviewer=request.user).for_page()
    review = get_object_or_404(own, pk=review)
    if not may_use_oversight(review.audit.unit):
        return show_not_in_use(request)
    drafts = own_drafts(review, request.user)
    if "delete" in request.POST:
        return _delete(request, review, drafts)
    form = DraftForm(
        request.POST if request.method == "POST" else None,
        questions=questions_of(review),
        hint=who_reads(review.sampled_case.case.practitioner, request.user),
        initial=initial_of(drafts, request.GET) | unsaved(request),
    )
    if form.is_valid() and _saved(request, review, form):
        return redirect("review_findings", review.pk)
    context = {"review": review, "form": form, "lines": draft_lines(review, drafts)}
    return render(request, "audit/oversight/findings/review_findings.html", context)


def _saved(request, review, form):
    try:
        draft_in_inspection(review=review, **form.cleaned_data, by=request.user)
    except (AuditClosed, FindingRefused) as refused:
        form.add_error(getattr(refused, "field", "") or None, str(refused))
        return False
    messages.success(request, "Draft saved.")
    return True


def _delete(request, review, drafts):
    drop_draft(finding=get_object_or_404(drafts, pk=request.POST["delete"]), by=request.user)
    messages.success(request, "Draft deleted.")
    return redirect("review_findings", review.pk)
