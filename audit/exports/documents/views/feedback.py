"""The feedback sheet of a practitioner, as a page and as a Word file."""

from functools import wraps
from io import BytesIO

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from audit.exports.documents.feedback import feedback_document, write_feedback
from audit.exports.documents.reads.feedback import feedback_sheet_for
from audit.oversight.access import opens_oversight
from audit.oversight.practitioners.actions import record_opening
from cases.permissions import Permission

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def opens_sheet(view):
    """Give the view the FeedbackSheet of the practitioner, or 404, if the user may read their findings.

    ?case= asks for those on one case. The practitioner can see who else opened it.
    """

    @wraps(view)
    @opens_oversight(Permission.OVERSEE, Permission.ANSWER_FINDINGS)
    def opened(request, practitioner):
        case = request.GET.get("case", "")
        number = int(case) if case.isdecimal() and len(case) < 10 else None
        sheet = feedback_sheet_for(request.user, practitioner, number)
        if sheet is None:
            raise Http404
        return view(request, sheet)

    return opened


@require_safe
@opens_sheet
def feedback(request, sheet):
    """Shows what was found in the cases of a practitioner, to read, print and talk about."""
    _record(request, sheet, "feedback sheet")
    context = {"sheet": sheet, "document": feedback_document(sheet)}
    return render(request, "audit/exports/documents/feedback.html", context)


@require_safe
@opens_sheet
def feedback_file(request, sheet):
    """Sends the sheet. A page first shows what may name another person; ?as-it-is sends it all the same."""
    if sheet.warnings and "as-it-is" not in request.GET:
        return render(request, "audit/exports/documents/check_before_download.html", {"sheet": sheet})
    _record(request, sheet, "feedback sheet (.docx)")
    stream = BytesIO()
    write_feedback(sheet, stream)
    name = f"{sheet.made_at:%Y-%m}-feedback-{slugify(sheet.practitioner.name)}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(stream.getvalue(), DOCX, headers=headers)


def _record(request, sheet, page):
    if not sheet.is_own:
        record_opening(practitioner=sheet.practitioner, page=page, by=request.user)
