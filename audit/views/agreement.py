"""Two readings of a case side by side, and what is agreed where they differ."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audit.actions.agreement import AgreementRefused, agree_on_answer
from audit.actions.plan import AuditClosed
from audit.actions.trail import record_case_view
from audit.forms.agreement import AgreedAnswerForm
from audit.method.agreement import FEWEST
from audit.models import Review, SampledCase
from audit.readings import readings_of
from audit.views.agreement_page import build_agreement_page
from audit.views.consistency_page import build_consistency_page
from audit.views.opening import opens_audit, refuse_case
from cases.permissions import Permission
from cases.sign_in.unsaved import keep, unsaved

NOT_NOW = (
    "Nothing is recorded: the two reviews can be agreed on once both are submitted. What you wrote is kept for today "
    "and comes back on that page."
)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(to_reviewers=True)
def case_agreement(request, audit, number):
    cases = SampledCase.objects.to_agree_by(request.user).filter(audit=audit).with_case()
    sampled = cases.select_related("audit").filter(number=number).first()
    if sampled is None:
        return _not_to_agree(request, audit, number)
    form = _sent_form(request, audit)
    if form is not None and form.is_valid() and _agreed(request, sampled, form):
        return redirect("case_agreement", audit.pk, number)
    reviews = Review.objects.visible_to(request.user).for_page().filter(sampled_case=sampled)
    reviews = {Review.Part(review.part): review for review in reviews}
    page = build_agreement_page(audit, reviews, request.user, form=form, initial=unsaved(request))
    record_case_view(audit=audit, sampled=sampled, what=f"both reviews of {sampled}", by=request.user)
    context = {"audit": audit, "sampled": sampled, "page": page, "form": form}
    return render(request, "audit/agreement.html", context)


def _not_to_agree(request, audit, number):
    """404 or 403; what somebody had written when one of the reviews was sent back is kept for when they agree again."""
    read_twice = SampledCase.objects.read_twice_for(request.user).filter(audit=audit, number=number)
    if request.method != "POST" or not read_twice.exists():
        refuse_case(request.user)
    keep(request)
    messages.warning(request, NOT_NOW)
    return redirect("case_answers", audit.pk, number)


def _sent_form(request, audit):
    """The form of the question that was answered; None where nothing was sent."""
    if request.method != "POST":
        return None
    question = audit.framework.questions.get(request.POST.get("question"))
    if question is None:
        raise Http404
    return AgreedAnswerForm(request.POST, question=question)


def _agreed(request, sampled, form):
    """Record it. Where it is refused the form says why, based from now on upon what the page shows."""
    try:
        agree_on_answer(sampled=sampled, **form.cleaned_data, by=request.user)
    except AuditClosed as closed:
        messages.warning(request, str(closed))
        return True
    except AgreementRefused as refused:
        form.refuse(str(refused))
        return False
    messages.success(request, "The agreed answer is recorded.")
    return True


@require_safe
@opens_audit(Permission.MODERATE)
def consistency(request, audit):
    """How far the readers of the audit's cases agree; tells of no single case."""
    cases = readings_of(audit.framework, SampledCase.objects.visible_to(request.user).filter(audit=audit))
    page = build_consistency_page(audit.framework, cases)
    return render(request, "audit/consistency.html", {"audit": audit, "page": page, "fewest": FEWEST})
