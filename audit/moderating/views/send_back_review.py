"""Send a review back to its reviewer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.moderating.actions.send_back import NotSentBack, send_back
from audit.moderating.forms.send_back import SendBackForm
from audit.moderating.pages.send_back import build_parts
from audit.planning.locking import AuditClosed
from audit.reviewing.access import opens_review_to_lead
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_review_to_lead
def send_back_review(request, review):
    """Opens a submitted review again, with a note to its reviewer."""
    form = SendBackForm(request.POST or None, parts=build_parts(review), initial=unsaved(request))
    if form.is_valid():
        try:
            send_back(review=review, **form.cleaned_data, by=request.user)
        except (AuditClosed, NotSentBack) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _sent_back_message(review))
            return redirect("audit_reviews", review.audit.pk)
    return render(
        request, "audit/moderating/send_back_review.html", {"audit": review.audit, "review": review, "form": form}
    )


def _sent_back_message(review):
    return f"The {review.get_part_display().lower()} of {review.sampled_case.with_crn} is sent back."
