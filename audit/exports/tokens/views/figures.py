"""What programs read with an access token: signed-off results as figures, never cases or what people wrote."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from audit.access import tell_access
from audit.exports.as_json.about import about_audit
from audit.exports.as_json.figures_only import figures_only
from audit.exports.leaving.profiles import Leaving
from audit.exports.leaving.reads import contents_of
from audit.exports.tokens.access import opens_by_token, problem
from audit.exports.tokens.reads import audits_opened_by, is_known
from audit.frameworks import FrameworkProblem
from audit.models import AccessToken, FrameworkChanged
from audit.trail.actions import record_export

NOT_THERE = "There is no audit of this number."
NOT_OPEN = (
    "This access token does not open the audit: it is not signed off, of another PDU, or its result is not yours."
)


@opens_by_token
def figures_of_audits(request: HttpRequest, token: AccessToken) -> HttpResponse:
    """List the audits that the token opens, the newest first."""
    audits = audits_opened_by(token).for_report()
    listed = [
        about_audit(audit) | {"url": request.build_absolute_uri(reverse("figures_of_audit", args=[audit.pk]))}
        for audit in audits
    ]
    return JsonResponse({"audits": listed})


@opens_by_token
def figures_of_audit(request: HttpRequest, token: AccessToken, audit: int) -> HttpResponse:
    """Give the figures of an audit, those of groups with ?groups=yes, and note in its history that they were read."""
    found = audits_opened_by(token).for_report().filter(pk=audit).first()
    if found is None:
        return problem(403, NOT_OPEN) if is_known(token, audit) else problem(404, NOT_THERE)
    tell_access(found, token.user)
    try:
        figures = figures_only(contents_of(found, Leaving(by=token.user)), groups=request.GET.get("groups") == "yes")
    except (FrameworkChanged, FrameworkProblem) as changed:
        return problem(409, str(changed))
    record_export(audit=found, what=f"figures (JSON) by the access token “{token.name}”", by=token.user)
    return JsonResponse(figures)
