"""The page on which an administrator takes out everything that is held about a person."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from audit.oversight.subject_access.actions import record_subject_access
from audit.oversight.subject_access.forms import SubjectAccessForm
from audit.oversight.subject_access.pages import as_json, held_context
from audit.oversight.subject_access.reads import held_about
from audit.oversight.subject_access.subject import administered_practitioners, subject_sought
from cases.access import for_administrators

NOTHING = "Nothing is held under this CRN in the PDUs that you administer. Check it"


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def subject_access(request):
    """What it shows is not checked, and says so. Restricted cases are as if they were unknown."""
    form = SubjectAccessForm(request.POST or None, practitioners=administered_practitioners(request.user))
    if form.is_valid():
        subject = subject_sought(request.user, form.cleaned_data["reference"], form.cleaned_data["practitioner"])
        if subject.is_known:
            return _show(request, subject, form.cleaned_data["output"])
        form.add_error("reference", NOTHING)
    return render(request, "audit/oversight/subject_access/subject_access.html", {"form": form})


def _show(request, subject, output):
    record_subject_access(subject=subject, how=f"on the page, as {output}", by=request.user)
    held = held_about(subject)
    if output == "json":
        headers = {"Content-Disposition": 'attachment; filename="not-checked-do-not-send.json"'}
        found = as_json(subject, held, made_by=str(request.user), with_restricted=False)
        return JsonResponse(found, json_dumps_params={"indent": 2, "ensure_ascii": False}, headers=headers)
    context = held_context(subject, held, made_by=str(request.user), with_restricted=False)
    return render(request, "audit/oversight/subject_access/subject_access.html", context)
