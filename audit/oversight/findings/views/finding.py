"""The page of a finding: what was found, its thread, and what this person may record now."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.models import Finding
from audit.models.oversight.finding import EntryKind
from audit.oversight.findings.access import opens_finding
from audit.oversight.findings.actions.thread import record_entry, record_recheck
from audit.oversight.findings.actions.viewing import record_finding_view
from audit.oversight.findings.forms.entry import THE_SPO, EntryForm
from audit.oversight.findings.pages.finding import build_page
from audit.oversight.findings.pages.offers import kinds_offered, owner_asked_for, who_reads
from audit.oversight.findings.reads import owners_for, team_now, thread_length, who_opened
from audit.oversight.findings.rules import REASONS, FindingRefused
from audit.oversight.findings.words import NOT_PUT_RIGHT, PUT_RIGHT
from cases.sign_in.unsaved import unsaved

CHECKS = {PUT_RIGHT: True, NOT_PUT_RIGHT: False}


@require_http_methods(["GET", "HEAD", "POST"])
@opens_finding
def finding(request, finding):
    form = _form_of(request, finding)
    if form and form.is_valid() and _recorded(request, finding, form):
        messages.success(request, "Recorded.")
        return redirect("finding", finding.pk)
    if request.method == "POST" and form is None:
        return redirect("finding", finding.pk)
    if request.method == "POST":  # it may have changed since the page was opened
        finding = get_object_or_404(Finding.objects.for_person(request.user).for_page(), pk=finding.pk)
        form.base_on(thread_length(finding))
    else:
        record_finding_view(finding=finding, by=request.user)
    page = build_page(finding, who_opened(finding) if finding.is_owned else ())
    return render(request, "audit/oversight/findings/finding.html", {"page": page, "form": form, "finding": finding})


def _form_of(request, finding):
    """Return the form, or None where nothing may be recorded and nothing was sent."""
    kinds = kinds_offered(finding, request.user, request.POST.get("kind", ""))
    if not kinds:
        return None
    owners = {THE_SPO: "The SPO"}
    if EntryKind.OWNER in dict(kinds):
        owners |= {str(each.pk): each.name for each in owners_for(team_now(finding))}
    return EntryForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        reasons=[(reason.value, reason.label) for reason in REASONS],
        owners=owners.items(),
        hint=who_reads(finding.practitioner, request.user),
        initial={"based_on": thread_length(finding)} | owner_asked_for(finding, kinds) | unsaved(request),
    )


def _recorded(request, finding, form):
    sent = form.cleaned_data
    common = {"finding": finding, "based_on": sent["based_on"], "by": request.user}
    try:
        if sent["kind"] in CHECKS:
            record_recheck(put_right=CHECKS[sent["kind"]], words=sent["text"], **common)
        else:
            facts = {name: sent.get(name) for name in ("holds_from", "due")}
            owner = owners_for(team_now(finding)).filter(pk=sent.get("owner")).first() if _names_owner(sent) else None
            kind, reason = EntryKind(sent["kind"]), sent.get("reason", "")
            record_entry(kind=kind, text=sent["text"], reason=reason, owner=owner, **facts, **common)
    except FindingRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else "kind", str(refused))
        return False
    return True


def _names_owner(sent):
    return sent.get("owner", "") not in ("", THE_SPO)
