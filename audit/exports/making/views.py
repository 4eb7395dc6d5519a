"""The files that a person asked for: their progress, and fetching them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.exports.making.actions.fetching import NothingToFetch, fetch
from audit.exports.making.kinds import KINDS, Kind
from audit.exports.making.pages import file_lines
from audit.models import PreparedFile


@require_safe
def prepared_files(request):
    """List what the person asked for during the last 24 hours, the newest first."""
    lines = file_lines(PreparedFile.objects.visible_to(request.user).to_show(), request.user)
    return render(request, "audit/exports/making/prepared_files.html", {"lines": lines})


@require_safe
def prepared_file(request, prepared):
    """Show how far a file is. With ?refresh the page asks again by itself until it is finished."""
    found = get_object_or_404(PreparedFile.objects.visible_to(request.user).to_show(), pk=prepared)
    [line] = file_lines([found], request.user)
    refreshes = "refresh" in request.GET and line.done is not None
    return render(request, "audit/exports/making/prepared_file.html", {"line": line, "refreshes": refreshes})


def show_progress(prepared: PreparedFile) -> HttpResponse:
    """Lead a person who has just asked for a file to its page, which refreshes itself until they stop it."""
    return redirect(f"{reverse('prepared_file', args=[prepared.pk])}?refresh")


def send_file(kind: Kind, content: bytes, name: str) -> HttpResponse:
    """Answer with a file of this kind, to be saved under this name."""
    return HttpResponse(content, kind.content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def fetch_file(request, prepared):
    """Send the file, which is deleted here; where there is nothing to send, go back to the page that says why."""
    found = get_object_or_404(PreparedFile.objects.visible_to(request.user).to_show(), pk=prepared)
    try:
        content = fetch(prepared=found, by=request.user)
    except NothingToFetch:
        return redirect("prepared_file", found.pk)
    return send_file(KINDS[found.what], content, found.name)
