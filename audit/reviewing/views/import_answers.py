"""Import an answers file into an audit: check it, look at what it would change, and confirm that."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.planning.locking import AuditClosed
from audit.reviewing.actions.checked_import import ImportStale, check_import, import_checked
from audit.reviewing.actions.imported_cases import AnswersRefused
from audit.reviewing.answers_file.file import check_file, read_uploaded_answers
from audit.reviewing.forms.import_answers import CHECKED, LONGEST, AnswersFileForm, ConfirmImportForm, signed_table
from audit.reviewing.pages.import_answers import build_import_page, on_a_page, too_much
from audit.reviewing.reads.import_plan import print_of
from audit.trail.actions import record_cases_listed
from cases.permissions import Permission
from cases.sign_in.unsaved import drop_unsaved, unsaved
from cases.spreadsheets.limits import SpreadsheetProblem

SIGNED_OFF = "The audit is signed off, so it takes no more answers."
STALE = "Nothing is saved: answers have changed since you opened this page. Check it again before you confirm."
NOT_TICKED = "Nothing is saved. Tick “Replace the stored answers”, or take those answers out of the file"
WRONG = "The file cannot be imported as it is. Nothing is saved"


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.MODERATE)
def import_answers(request, audit):
    """Show what a file would change, and store it once the person confirms that."""
    if audit.signed_off_at:
        messages.warning(request, SIGNED_OFF)
        return redirect("audit_sample", audit.pk)
    sent = request.POST or unsaved(request)
    if CHECKED in sent:
        return _confirm(request, audit, ConfirmImportForm(sent, audit=audit.pk, person=request.user.pk))
    form = AnswersFileForm(request.POST or None, request.FILES or None, initial=sent)
    if not form.is_valid():
        return _show(request, audit, form)
    try:
        table = check_file(audit.framework, read_uploaded_answers(**form.cleaned_data))
    except SpreadsheetProblem as problem:
        form.add_error("file", str(problem))
        return _show(request, audit, form)
    return _show_table(request, audit, table, form)


def _confirm(request, audit, confirm):
    """Store what the person was shown, once they confirm it. After a new sign-in it is shown again instead."""
    if not confirm.is_valid():
        again = AnswersFileForm({}, {})
        again.errors.clear()
        again.add_error("file", confirm.errors[CHECKED][0])
        return _show(request, audit, again)
    if request.method != "POST":
        return _show_table(request, audit, confirm.table)
    try:
        return _store(request, audit, confirm)
    except (ImportStale, AnswersRefused):
        return _show_table(request, audit, confirm.table, told=STALE)
    except AuditClosed as closed:
        messages.warning(request, f"Nothing is saved. {closed}")
        return redirect("audit_sample", audit.pk)


def _store(request, audit, confirm):
    if not _is_allowed(request.user, audit, confirm):
        return _show_table(request, audit, confirm.table, confirm=confirm)
    imported = import_checked(audit=audit, table=confirm.table, seen=confirm.seen, by=request.user)
    drop_unsaved(request)
    messages.success(request, f"Answers imported: {imported}.")
    return redirect("audit_reviews", audit.pk)


def _is_allowed(user, audit, confirm):
    """Whether the table replaces nothing, or the person said that it may."""
    plans = check_import(audit=audit, table=confirm.table, by=user)
    if any(line.replaces for plan in plans for line in plan.lines) and not confirm.cleaned_data["replace"]:
        confirm.add_error("replace", NOT_TICKED)
    return confirm.is_valid()


def _show_table(request, audit, table, form=None, confirm=None, told=""):
    """Show what the table would change, or every problem of it. `told`: why nothing is saved."""
    form = form or AnswersFileForm()
    problems, plans = table.problems, []
    try:
        plans = [] if problems else check_import(audit=audit, table=table, by=request.user)
    except AnswersRefused as refused:
        problems = refused.problems
    if problems:
        if form.is_bound:
            form.add_error("file", WRONG)
        return _show(request, audit, form, problems=on_a_page(problems), told=told)
    page = build_import_page(audit, table, plans)
    # stored answers stand beside those of the file
    numbers = [case.sampled.number for case in page.cases if case.changes]
    record_cases_listed(audit=audit, numbers=numbers, what="stored answers beside a file", by=request.user)
    checked = signed_table(table, print_of(plans), audit=audit.pk, person=request.user.pk)
    barred = too_much(page, len(checked), LONGEST)
    shown = {"page": page, "checked": "" if barred else checked, "told": barred or told}
    return _show(request, audit, form, confirm=confirm, **shown)


def _show(request, audit, file_form, confirm=None, **shown):
    # the form whose errors stand above the page
    wrong = confirm if confirm and confirm.errors else file_form
    confirm = confirm or ConfirmImportForm(audit=audit.pk, person=request.user.pk)
    context = {"audit": audit, "form": wrong, "file_form": file_form, "confirm": confirm} | shown
    return render(request, "audit/reviewing/import_answers.html", context)
