"""The report of an audit as a page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.exports.documents.report import report_document
from audit.exports.leaving.profiles import Leaving, Profile, profiles_open_to
from audit.exports.leaving.reads import contents_of


@require_safe
@opens_audit()
def audit_report(request, audit):
    """Show the report, to read and print. It is the one for outside unless ?profile= asks for another."""
    profiles = profiles_open_to(request.user, audit)
    asked = request.GET.get("profile")
    profile = next((each for each in profiles if each == asked), Profile.OUTSIDE)
    document = report_document(contents_of(audit, Leaving(profile, by=request.user)))
    context = {"audit": audit, "document": document, "profiles": profiles, "profile": profile}
    return render(request, "audit/exports/documents/audit_report.html", context)
