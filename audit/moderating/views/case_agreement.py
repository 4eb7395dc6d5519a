"""The two reviews of a case side by side, and the agreed answers where they differ."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit, refuse_case
from audit.models import Review, SampledCase
from audit.moderating.actions.agreement import AgreementRefused, agree_on_answer
from audit.moderating.pages.agreement import build_agreement_page
from audit.planning.locking import AuditClosed
from audit.reviewing.pages.refused_input import give_back, gives_back, what_was_sent
from audit.trail.actions import record_case_view
from cases.counted import plural
from cases.sign_in.unsaved import keep, unsaved

NOT_NOW = (
    "You can agree the two reviews once both are submitted. We keep what you wrote until the end of "
    "today and show it on that page."
)
SIGNED_OFF = "The audit has been signed off, so you can no longer agree answers."


@require_http_methods(["GET", "HEAD", "POST"])
@gives_back  # around the door, so that what the door refuses comes back too
@opens_audit(to_reviewers=True)
def case_agreement(request, audit, number):
    """Shows both reviews of a case, and records what was agreed where they differ."""
    cases = SampledCase.objects.to_agree_by(request.user).filter(audit=audit).with_case()
    sampled = cases.select_related("audit").filter(number=number).first()
    if sampled is None or (request.method == "POST" and audit.signed_off_at):
        return _not_to_agree(request, audit, number)
    left, refused = {}, {}
    if request.method == "POST":
        try:
            left, refused = _record_answers(
                request, sampled, _agreement_page(request, sampled, sent=request.POST).forms
            )
        except AuditClosed:
            return _give_back(request, audit, number, SIGNED_OFF)
        if not left:
            return redirect("case_agreement", audit.pk, number)
    page = _agreement_page(request, sampled, sent=left, kept=unsaved(request), refused=refused)
    record_case_view(audit=audit, sampled=sampled, what=f"both reviews of {sampled}", by=request.user)
    return render(request, "audit/moderating/case_agreement.html", {"audit": audit, "sampled": sampled, "page": page})


def _not_to_agree(request, audit, number):
    """Answer 404 or 403, or show what the person wrote while the case was open to them. Nothing of that is lost."""
    read_twice = SampledCase.objects.reviewed_twice_for(request.user).filter(audit=audit, number=number)
    if request.method != "POST" or not read_twice.exists():
        refuse_case(request.user)
    if audit.signed_off_at:
        return _give_back(request, audit, number, SIGNED_OFF)
    keep(request)  # comes back on the page of the agreement once both reviews are submitted again
    return _give_back(request, audit, number, NOT_NOW)


def _give_back(request, audit, number, why):
    agreed = Review.objects.visible_to(request.user).filter(sampled_case__audit=audit, part=Review.Part.AGREED)
    agreed = agreed.filter(sampled_case__number=number).first()
    stored = agreed.answers_by_code() if agreed else {}
    sent = what_was_sent(request.POST, framework=audit.framework, stored=stored)
    return give_back(request, why, sent=sent, read_at=reverse("case_answers", args=[audit.pk, number]))


def _agreement_page(request, sampled, **sent):
    reviews = Review.objects.visible_to(request.user).for_page().filter(sampled_case=sampled)
    reviews = {Review.Part(review.part): review for review in reviews}
    return build_agreement_page(sampled.audit, reviews, request.user, **sent)


def _record_answers(request, sampled, forms):
    """Record the answers that are filled in.

    Returns ({field: value} that was not recorded, {question code: why it was refused}).
    """
    left, refused, recorded = {}, {}, []
    for code, form in forms.items():
        if not form.is_bound:
            continue
        try:
            if form.is_valid():
                recorded.append(agree_on_answer(sampled=sampled, question=code, **form.cleaned_data, by=request.user))
                continue
        except AgreementRefused as why:
            refused[code] = str(why)
        # shown again on the page, since it is not stored
        left |= {name: value for name, value in request.POST.items() if name.startswith(f"{code}-")}
    _say_what_was_recorded(request, [answer for answer in recorded if answer])
    return left, refused


def _say_what_was_recorded(request, recorded):
    if recorded:
        what = plural(len(recorded), "The agreed answer is", f"{len(recorded)} agreed answers are")
        messages.success(request, f"{what} recorded.")
