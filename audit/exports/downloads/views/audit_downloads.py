"""Choose what to download from an audit, and download it."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.exports.downloads.forms import DownloadForm
from audit.exports.downloads.views.hand_out import hand_out
from audit.exports.leaving.profiles import profiles_open_to
from audit.exports.making.kinds import KINDS
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit()
def audit_downloads(request, audit):
    kinds = [kind for kind in KINDS.values() if not kind.compares]
    profiles = profiles_open_to(request.user, audit)
    form = DownloadForm(request.POST or None, initial=unsaved(request), kinds=kinds, profiles=profiles)
    if request.method == "POST" and form.is_valid():
        return hand_out(request, audit, KINDS[form.cleaned_data["what"]], form.leaving(request.user))
    return render(request, "audit/exports/downloads/audit_downloads.html", {"audit": audit, "form": form})
