"""Upload a filled-in workbook, look at what it would change, and confirm that."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.models import Review, in_own_team
from audit.planning.locking import AuditClosed
from audit.reviewing.actions.review_upload import UploadStale, store_upload
from audit.reviewing.forms.review_upload import CHECKED, LONGEST, ConfirmUploadForm, ReviewFileForm, signed
from audit.reviewing.locking import ReviewClosed
from audit.reviewing.offline.changes import changes_to_store, has_moved
from audit.reviewing.offline.marks import review_numbers
from audit.reviewing.offline.table import check_review_sheets
from audit.reviewing.offline.workbook import HOW_TO_SHEET
from audit.reviewing.pages.upload import TOO_MUCH, build_upload_page, frameworks_of, refusals
from audit.trail.actions import record_case_view
from cases.counted import counted
from cases.sign_in.unsaved import drop_unsaved, unsaved
from cases.spreadsheets.limits import SpreadsheetProblem
from cases.spreadsheets.problems import Problem
from cases.spreadsheets.read import read_uploaded_sheets

STALE = (
    "Nothing is saved: an answer or a fact has changed since you opened this page. Check it again before you confirm."
)
REFUSED = "Nothing is saved: what you confirmed has changed. See below what changed."
UNCHANGED = "Nothing needed to change."


@require_http_methods(["GET", "HEAD", "POST"])
def upload_reviews(request):
    """Shows what a file would change, and stores it once the person confirms that."""
    kept = unsaved(request)
    if CHECKED in request.POST:
        return _confirm(request, ConfirmUploadForm(request.POST, person=request.user.pk))
    if CHECKED in kept:
        return _show_again(request, ConfirmUploadForm(kept, person=request.user.pk))
    form = ReviewFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _show(request, form)
    try:
        page, typed = _read(request.user, form.cleaned_data["file"])
    except SpreadsheetProblem as problem:
        form.add_error("file", str(problem))
        return _show(request, form)
    if page.problems:
        form.add_error("file", f"{form.cleaned_data['file'].name} cannot be saved as it is. Nothing is saved")
    return _show(request, form, page, typed)


def _reviews(user, numbers):
    return Review.objects.to_write_by(user).for_page().filter(pk__in=numbers)


def _page(user, typed, **shown):
    """The UploadPage of what was typed, {review number: [TypedAnswer]}, compared with what is stored now."""
    reviews = _reviews(user, typed)
    return build_upload_page(reviews, typed, refused=_refused(user, reviews, typed), user=user, **shown)


def _refused(user, reviews, numbers):
    """{review number: why} of the user's own reviews that take no answers from them now."""
    own = Review.objects.own_of(user).filter(pk__in=numbers)
    barred = own.exclude(pk__in=Review.objects.own_to_write_by(user).values("pk"))
    of_own_team = in_own_team(user, "sampled_case__case")
    return refusals(reviews, barred.filter(of_own_team), barred.exclude(of_own_team))


def _read(user, file):
    """(UploadPage, {review number: [TypedAnswer]})."""
    sheets = read_uploaded_sheets(file)
    numbers = review_numbers(sheets)
    reviews = _reviews(user, numbers)
    frameworks, _ = frameworks_of(reviews)
    crns = {review.pk: review.sampled_case.case.crn for review in reviews}
    table = check_review_sheets(sheets, frameworks, _refused(user, reviews, numbers), crns)
    page = _page(user, table.reviews, problems=table.problems, sheets=table.sheets)
    # the sheet that explains how is not one that a person filled in
    page.not_read = [name for name in table.not_read if name != HOW_TO_SHEET]
    return page, {each.review.pk: table.reviews[each.review.pk] for each in page.reviews}


def _confirm(request, form):
    if not form.is_valid():
        return _show_again(request, form)
    page = _page(request.user, form.typed, sent=request.POST)
    if page.problems or any(has_moved(each.comparison, form.seen[each.review.pk]) for each in page.reviews):
        return _show_again(request, form, REFUSED if page.problems else STALE)
    if not page.settle.is_valid():
        return _show(request, ReviewFileForm(), page, form.typed)
    return _store(request, form, page)


def _store(request, form, page):
    try:
        changes = [(each.review, _to_store(each, form, page.settle)) for each in page.reviews]
        store_upload(changes=changes, by=request.user)
    except UploadStale:
        return _show_again(request, form, STALE)
    except (ReviewClosed, AuditClosed) as closed:
        return _show_again(request, form, f"Nothing is saved. {closed}")
    drop_unsaved(request)
    _tell(request, sum(len(of_review) for _, of_review in changes))
    return redirect("my_reviews")


def _tell(request, number):
    if number:
        messages.success(request, f"Workbook saved: {counted(number, 'answer')} changed.")
    else:
        messages.info(request, UNCHANGED)


def _to_store(uploaded, form, settle):
    number = uploaded.review.pk
    return changes_to_store(uploaded.comparison, form.seen[number], settle.chosen(number), uploaded.answers)


def _show_again(request, form, text=""):
    """Show what was confirmed, compared again with what is stored. Shows only the file form where that was too old."""
    if not form.is_valid():
        again = ReviewFileForm({}, {})
        again.errors.clear()
        again.add_error("file", form.errors[CHECKED][0])
        return _show(request, again)
    if text:
        messages.warning(request, text)
    return _show(request, ReviewFileForm(), _page(request.user, form.typed, chosen=form.data), form.typed)


def _show(request, form, page=None, typed=None):
    """Show the upload page, and with a `page` what the file would change and the button that confirms it."""
    checked = ""
    if page and page.reviews:
        seen = {each.review.pk: each.seen for each in page.reviews}
        checked = signed({number: typed[number] for number in seen}, seen, request.user.pk)
        # the page shows stored answers beside the typed ones, so each case counts as seen
        for each in page.reviews:
            what = f"the {each.review.name}, to compare with an uploaded workbook"
            sampled = each.review.sampled_case
            record_case_view(audit=each.review.audit, sampled=sampled, what=what, by=request.user)
    if len(checked) > LONGEST:
        page.problems.add(Problem(None, "", "", TOO_MUCH))
    # the form whose errors stand above the page
    wrong = page.settle if page and page.settle.is_bound else form
    shown = {"page": page, "checked": checked, "problems": page.problems if page else None}
    return render(request, "audit/reviewing/upload_reviews.html", shown | {"form": wrong, "file_form": form})
