"""Say who reviews an audit's cases, and share the cases out among them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models import Review, SampledCase
from audit.moderating.forms.reviewers import SHARE, SHARE_SECOND, ReviewersForm
from audit.moderating.pages.progress import build_progress
from audit.moderating.views.several_cases import say_what_was_shared
from audit.planning.actions.reviewers import set_reviewers, share_out_reviews
from audit.planning.locking import AuditClosed
from audit.planning.pages.conflict import saves
from audit.planning.reads import reviewers_version
from audit.reviewing.reads.case_reviews import reviews_of_cases
from cases.people.reads import holders
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

PARTS = {SHARE: Review.Part.FIRST, SHARE_SECOND: Review.Part.SECOND}


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.MODERATE)
def audit_reviewers(request, audit):
    """Shows who reviews, how many cases each can take and how far each is. Shares out reviews without a reviewer."""
    people = {person.pk: person for person in holders(Permission.REVIEW, audit.unit)}
    form = _reviewers_form(request, audit, people)
    if form.is_valid() and saves(form, lambda: _save(request, audit, form, people), _capacities_in_words):
        return redirect("audit_reviewers", audit.pk)
    cases = SampledCase.objects.visible_to(request.user).current().filter(audit=audit)
    context = {
        "audit": audit,
        "form": form,
        "progress": build_progress(audit, reviews_of_cases(audit.framework, cases)),
    }
    context["saved_meanwhile"] = getattr(form, "saved_meanwhile", ())
    return render(request, "audit/moderating/audit_reviewers.html", context)


def _reviewers_form(request, audit, people):
    reviewers = audit.reviewers.all()
    chosen = {each.user_id: each.capacity for each in reviewers}
    begin = {f"reviews-{number}": number in chosen for number in people}
    begin |= {f"capacity-{number}": capacity for number, capacity in chosen.items()}
    begin["based_on"] = reviewers_version(reviewers)
    names = {number: _name_and_username(person) for number, person in people.items()}
    return ReviewersForm(request.POST or None, initial=begin | unsaved(request), people=names)


def _name_and_username(person):
    return f"{person} ({person.username})"


def _capacities_in_words(capacities):
    """[(name, how many cases they can take)] of {User: number of cases; None for any number}."""
    lines = [(_name_and_username(person), _how_many(number)) for person, number in capacities.items()]
    return lines or [("No one", "reviews")]


def _how_many(capacity):
    return "reviews any number of cases" if capacity is None else f"at most {capacity} cases"


def _save(request, audit, form, people):
    capacities = {people[number]: capacity for number, capacity in form.capacities().items()}
    try:
        set_reviewers(audit=audit, capacities=capacities, based_on=form.cleaned_data["based_on"], by=request.user)
        for part in [part for button, part in PARTS.items() if button in request.POST]:
            say_what_was_shared(request, audit, share_out_reviews(audit=audit, part=part, by=request.user))
    except AuditClosed as closed:
        messages.warning(request, str(closed))
    else:
        messages.success(request, "Reviewers saved.")
