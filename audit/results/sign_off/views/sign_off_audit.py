"""Sign an audit off."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models import Review, SampledCase
from audit.planning.locking import AuditClosed
from audit.results.pages.result import build_result_page
from audit.results.report import report_on_audit
from audit.results.sign_off.actions.sign_off import SignOffRefused, sign_off
from audit.results.sign_off.forms import SignOffForm
from audit.results.sign_off.pages import earlier_lines
from audit.results.sign_off.reads import count_begun_reviews, default_keep_until
from audit.reviewing.reads.case_reviews import notes_on_second_reviews, reviews_of_cases
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

SIGNED_OFF = "Signed off. The result is now fixed."


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.SIGN_OFF)
def sign_off_audit(request, audit):
    if audit.signed_off_at:
        messages.warning(request, "This audit is signed off already.")
        return redirect("audit_result", audit.pk)
    end = default_keep_until(audit, timezone.localdate(), without_result=audit.without_result)
    initial = {"keep_until": end, "without_result": audit.without_result} | unsaved(request)
    form = SignOffForm(request.POST or None, initial=initial)
    if form.is_valid() and _signed_off(request, audit, form):
        return redirect("audit_result", audit.pk)
    report = report_on_audit(audit)
    notes = [*report.notes, *_notes_on_second_reviews(request.user, audit)]
    context = {"audit": audit, "page": build_result_page(report), "notes": notes, "form": form}
    context["earlier"] = earlier_lines(audit)
    context["begun"] = audit.without_result and count_begun_reviews(audit)
    return render(request, "audit/results/sign_off/sign_off_audit.html", context)


def _signed_off(request, audit, form):
    try:
        sign_off(audit=audit, **form.cleaned_data, by=request.user)
    except (AuditClosed, SignOffRefused) as refused:
        form.add_error("keep_until", str(refused))
        form.data = form.data.copy()
        form.data["without_result"] = audit.without_result or ""  # as the page shows it now
        return False
    messages.success(request, "Signed off without a result." if audit.without_result else SIGNED_OFF)
    return True


def _notes_on_second_reviews(user, audit):
    cases = SampledCase.objects.visible_to(user).filter(audit=audit, reviews__part=Review.Part.SECOND)
    return notes_on_second_reviews(reviews_of_cases(audit.framework, cases))
