"""The page where administrators upload a staff list."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.access import for_administrators
from cases.case_values import GRADES
from cases.places.actions.staff_list import StaffListRefused, import_staff_list
from cases.places.forms import StaffListForm
from cases.places.staff_list import check_staff_list
from cases.sign_in.unsaved import unsaved
from cases.spreadsheets.limits import SpreadsheetProblem
from cases.spreadsheets.read import read_upload


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def import_staff(request):
    form = StaffListForm(request.POST or None, request.FILES or None, initial=unsaved(request))
    problems = None
    if form.is_valid():
        try:
            return _imported(request, **form.cleaned_data)
        except SpreadsheetProblem as problem:
            form.add_error("file", str(problem))
        except StaffListRefused as refused:
            problems = refused.problems
            form.add_error("file", "Correct the problems in the list and choose the file again")
    context = {"form": form, "problems": problems, "grades": list(GRADES.items())}
    return render(request, "cases/places/import_staff.html", context)


def _imported(request, file, sheet):
    staff = check_staff_list(read_upload(file, sheet=sheet or None), GRADES)
    imported = import_staff_list(staff=staff, by=request.user)
    ignored = f" Columns not read: {', '.join(staff.ignored)}." if staff.ignored else ""
    messages.success(request, f"List imported. {imported}{ignored}")
    return redirect("places")
