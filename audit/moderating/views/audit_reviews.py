"""Give an audit's reviews to reviewers, and draw second reviews."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.models import Review, SampledCase
from audit.moderating.actions.second_reviews import draw_second_reviews
from audit.moderating.case_rows import count_states, to_show, with_reviews
from audit.moderating.forms.allocation import DRAW_AND_SHARE, AllocationForm, DrawForm
from audit.moderating.lists import CaseReviewFilters, CaseReviewTable
from audit.moderating.pages.reviews import describe_rows
from audit.moderating.reads import people_of
from audit.moderating.views.several_cases import NO_REVIEWERS, change_chosen, say_what_was_shared
from audit.planning.actions.reviewers import share_out_reviews
from audit.planning.locking import AuditClosed
from cases.counted import counted
from cases.lists.page import build_list
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved

PERCENT = 10  # the usual share of cases that get a second review


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.MODERATE)
def audit_reviews(request, audit):
    """Shows every case with its reviews, and the forms that give them to people, mark them and set due dates."""
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit)
    people = {person.pk: person for person in people_of(audit)}
    rows = with_reviews(cases.current())
    filters = partial(CaseReviewFilters, people=people.values(), kinds=audit.framework.kinds)
    listed = build_list(request, to_show(rows, request.user), filters, CaseReviewTable)
    allocation, draw = _forms(request, cases, listed, people)
    response, confirmation = _answer(request, audit, cases, listed, people, allocation, draw)
    if response:
        return response
    describe_rows(listed.table, audit, allocation.ticked, is_wrong="cases" in allocation.errors)
    context = {"audit": audit, "allocation": allocation, "draw": draw, "list": listed, "confirmation": confirmation}
    context["states"], context["second"], context["extra"] = count_states(rows)
    context["form"] = next((form for form in (draw, allocation) if form.is_bound), listed.form)
    return render(request, "audit/moderating/audit_reviews.html", context)


def _forms(request, cases, listed, people):
    """(AllocationForm, DrawForm). The form whose button was pressed is bound."""
    sent = request.POST if request.method == "POST" else None
    is_draw = sent is not None and "draw" in sent
    choices = {
        "numbers": cases.values_list("number", flat=True) if sent else (),
        "matching": _matching(listed),
        "reviewers": [
            (number, f"{person} ({person.username})") for number, person in people.items() if person.may_review
        ],
    }
    # the day as a seed: easy to check later, and chosen before anyone sees what it draws
    begin = {"percent": PERCENT, "seed": f"{timezone.localdate():%Y%m%d}"} | unsaved(request)
    return AllocationForm(None if is_draw else sent, initial=begin, **choices), DrawForm(
        sent if is_draw else None, initial=begin
    )


def _matching(listed):
    """[how many cases match the filter, in words]; [] where none does or the filter has an error."""
    number, which = listed.table.paginator.count, " that match" if listed.form.has_changed() else ""
    return [f"All {counted(number, 'case')}{which}"] if number and listed.form.is_valid() else []


def _answer(request, audit, cases, listed, people, allocation, draw):
    """Do what the pressed button says. Returns (response or None, the Confirmation to ask for or None)."""
    try:
        if draw.is_valid():
            return _draw_for_second_review(request, audit, cases.counted().with_case(), draw), None
        if allocation.is_valid():
            chosen = cases.filter(number__in=_chosen(allocation, listed))
            return change_chosen(request, audit, allocation, allocation.change(people), chosen)
    except AuditClosed as closed:
        messages.warning(request, str(closed))
        return redirect(request.get_full_path()), None
    return None, None


def _chosen(allocation, listed):
    """The numbers of the cases that were confirmed, or else of all that match, or of the ticked ones."""
    if allocation.is_for_all and not allocation.is_confirmed:
        return listed.rows.prefetch_related(None).values_list("number", flat=True)
    return allocation.cleaned_data["chosen"] or allocation.cleaned_data["cases"]


def _draw_for_second_review(request, audit, cases, form):
    """Draw among the cases, and share out what is drawn if the person asks for that. Returns None if the form says why
    nothing was drawn."""
    shares, how = request.POST["draw"] == DRAW_AND_SHARE, form.cleaned_data
    if shares and not audit.reviewers.exists():
        form.add_error(None, NO_REVIEWERS)
        return None
    drawn = draw_second_reviews(audit=audit, **how, by=request.user)
    _say_what_was_drawn(request, cases, how, drawn)
    if shares and drawn.numbers:
        shared = share_out_reviews(audit=audit, part=Review.Part.SECOND, among=drawn.numbers, by=request.user)
        say_what_was_shared(request, audit, shared)
    return redirect(request.get_full_path())


def _say_what_was_drawn(request, cases, how, drawn):
    if drawn.numbers:
        number = f"{len(drawn.numbers)} of the {len(drawn.among)} without one"
        how_in_words = f"{how['percent']}% with seed {how['seed']}, {number}"
        names = [sampled.with_crn for sampled in cases.filter(number__in=drawn.numbers)]
        messages.success(request, f"Drawn for a second review ({how_in_words}): {'; '.join(names)}.")
    else:
        messages.warning(request, "Nothing was drawn because every case already has a second review.")
