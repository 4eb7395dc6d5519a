"""The start pages."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from audit.access import when_result_is_expected
from audit.models import Audit, Review
from cases.navigation import administers_anything, plans_anything, sees_results


@require_safe
def audit_list(request):
    """Lists the audits whose results the user may see.

    Those who only review or only administer are sent to their own page.
    """
    audits = Audit.objects.with_results_visible_to(request.user).for_report()
    reviews = Review.objects.own_of(request.user).exists()
    if reviews and not audits and not plans_anything(request):
        return redirect("my_reviews")
    if administers_anything(request) and not audits and not sees_results(request):
        return redirect("people_list")
    lines = [(audit, "" if audit.signed_off_at else when_result_is_expected(audit)) for audit in audits]
    context = {"audits": lines, "may_plan": plans_anything(request)}
    return render(request, "audit/home/audit_list.html", context)
