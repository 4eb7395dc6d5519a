"""Give an audit's reviews to reviewers, and draw second reviews."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models import Review, SampledCase
from audit.moderating.actions.due_dates import set_due_date
from audit.moderating.actions.second_reviews import (
    draw_second_reviews,
    mark_for_second_review,
    remove_from_second_review,
)
from audit.moderating.case_rows import count_states, to_show, with_reviews
from audit.moderating.forms.allocation import DUE, MARK, UNMARK, AllocationForm, DrawForm
from audit.moderating.lists import CaseReviewFilters, CaseReviewTable
from audit.moderating.pages.reviews import allocation_message, describe_rows, due_date_message
from audit.moderating.reads import people_of
from audit.planning.actions.allocation import AllocationRefused, allocate
from audit.planning.locking import AuditClosed
from cases.lists.page import build_list
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

PERCENT = 10  # the usual share of cases that get a second review


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.MODERATE)
def audit_reviews(request, audit):
    """Shows every case with its reviews, and the forms that give them to people."""
    cases = SampledCase.objects.visible_to(request.user).counted().filter(audit=audit)
    people = {person.pk: person for person in people_of(audit)}
    allocation, draw = _forms(request, cases, people)
    if _is_done(request, audit, cases.with_case(), people, allocation, draw):
        return redirect(request.get_full_path())
    rows = with_reviews(cases)
    filters = partial(CaseReviewFilters, people=people.values())
    listed = build_list(request, to_show(rows, request.user), filters, CaseReviewTable)
    describe_rows(listed.table, audit)
    context = {"audit": audit, "allocation": allocation, "draw": draw, "list": listed}
    context["states"], context["second"] = count_states(rows)
    context["form"] = next((form for form in (draw, allocation) if form.is_bound), listed.form)
    return render(request, "audit/moderating/audit_reviews.html", context)


def _is_done(request, audit, cases, people, allocation, draw):
    """Do what the pressed button says. Returns whether the forms have nothing left to show."""
    try:
        if draw.is_valid():
            _draw_for_second_review(request, audit, cases, draw.cleaned_data)
            return True
        return allocation.is_valid() and _allocate(request, cases, people, allocation)
    except AuditClosed as closed:
        messages.warning(request, str(closed))
        return True


def _forms(request, cases, people):
    """(AllocationForm, DrawForm). The form whose button was pressed is bound."""
    sent = request.POST if request.method == "POST" else None
    is_draw = sent is not None and "draw" in sent
    choices = {
        "cases": cases.values_list("number", flat=True) if sent else (),
        "reviewers": [
            (number, f"{person} ({person.username})") for number, person in people.items() if person.may_review
        ],
    }
    # the day as a seed: easy to check later, and chosen before anyone sees what it draws
    begin = {"percent": PERCENT, "seed": f"{timezone.localdate():%Y%m%d}"} | unsaved(request)
    return AllocationForm(None if is_draw else sent, initial=begin, **choices), DrawForm(
        sent if is_draw else None, initial=begin
    )


def _draw_for_second_review(request, audit, cases, how):
    drawn = draw_second_reviews(audit=audit, **how, by=request.user)
    if drawn.numbers:
        number = f"{len(drawn.numbers)} of the {len(drawn.among)} without one"
        how_in_words = f"{how['percent']}% with seed {how['seed']}, {number}"
        names = [sampled.with_crn for sampled in cases.filter(number__in=drawn.numbers)]
        messages.success(request, f"Drawn for a second review ({how_in_words}): {'; '.join(names)}.")
    else:
        messages.warning(request, "Nothing was drawn because every case already has a second review.")


def _allocate(request, cases, people, form):
    """Do what was chosen for each case and say so. Returns whether nothing was refused; the form shows what was."""
    sent = form.cleaned_data
    done, refused = {}, {}
    # one transaction each: a case that is refused keeps no other from being given
    for sampled in cases.filter(number__in=sent["cases"]):
        try:
            done[sampled.with_crn] = _change_case(sampled, sent, people.get(sent["reviewer"]), request.user)
        except AllocationRefused as why:
            refused[sampled.number] = f"{sampled.with_crn}: {why}"
    if done:
        messages.success(request, _done_message(sent, done, people.get(sent["reviewer"])))
    if refused:
        form.refuse(refused)
    return not refused


def _change_case(sampled, sent, reviewer, by):
    """Do with a case what was chosen. Returns what the action returns: for a given case its Review."""
    action = sent["do"]
    if action == DUE:
        return set_due_date(sampled=sampled, due_on=sent["due_on"], by=by)
    if action == MARK:
        return mark_for_second_review(sampled=sampled, by=by)
    if action == UNMARK:
        return remove_from_second_review(sampled=sampled, by=by)
    return allocate(sampled=sampled, reviewer=reviewer, part=Review.Part(action), by=by)


def _done_message(sent, done, reviewer):
    action = sent["do"]
    if action == DUE:
        return due_date_message(sent["due_on"], done)
    if action == MARK:
        return f"Marked for a second review: {'; '.join(done)}."
    if action == UNMARK:
        return f"No longer marked for a second review: {'; '.join(done)}."
    return allocation_message(Review.Part(action), done, reviewer)
