"""The page that explains an audit's sample."""

from functools import partial

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.models import SampledCase
from audit.planning.account import after_replacements, build_account
from audit.planning.lists import SampledCaseFilters, SampledCaseTable
from audit.planning.pages.kinds import kind_asked_for, kinds_beside
from audit.planning.reads import why_not_drawn
from audit.planning.sample_plan import plan_in_words
from audit.planning.sizes import too_few_to_rate
from cases.lists.page import build_list
from cases.permissions import Permission


@require_safe
@opens_audit(before_sign_off=True)
def audit_sample(request, audit):
    """Shows how the cases were chosen. Only those who plan see the groups, since a group may hold a single case."""
    kind, may_plan = kind_asked_for(request, audit), Permission.PLAN in audit.permissions
    sample = audit.sample_of(kind)
    context = {
        "audit": audit,
        "sample": sample,
        "account": _account(audit, sample),
        "too_few": _too_few(audit, sample),
        **_plans(sample),
        **kinds_beside(audit, kind),
        "reserves": audit.reserves.filter(kind=kind).left(),
        "may_plan": may_plan,
        "may_moderate": Permission.MODERATE in audit.permissions,
        "why_not_drawn": why_not_drawn(audit, kind),
        **(_cases(request, audit) if may_plan and sample and sample.drawn_at and not audit.removed_at else {}),
    }
    return render(request, "audit/planning/audit_sample.html", context)


def _cases(request, audit):
    """Return the list of the cases, with those that were replaced. A restricted one has neither CRN nor facts."""
    seen = SampledCase.objects.visible_to(request.user).filter(audit=audit)
    rows = (seen | audit.sampled_cases.exclude(replaced_at=None)).select_related(
        "case", "replaced_with__case", "replaced_by"
    )
    filters = partial(SampledCaseFilters, kinds=audit.framework.kinds)
    listed = build_list(request, rows.order_by("stratum", "number"), filters, SampledCaseTable)
    for row in listed.table.page.object_list:
        row.record.audit = audit  # or each would read it again
    return {"list": listed, "form": listed.form}


def _account(audit, sample):
    """Return the account of the draw after replacements; once the cases are removed, as it was stored then."""
    if not (sample and sample.drawn):
        return None
    if audit.removed_at:
        return build_account(sample.drawn)
    return build_account(after_replacements(sample.drawn, audit.sampled_cases.filter(kind=sample.kind)))


def _too_few(audit, sample):
    """Say that the cases, or before a draw the planned ones, are too few for a rating; "" if they are not."""
    if sample is None:
        return ""
    cases = audit.sampled_of(sample.kind) if sample.drawn else sample.plan.get("size")
    return too_few_to_rate(audit.framework, sample.kind, cases)


def _plans(sample):
    """Return the plan in words by which the sample was or will be drawn, and the plan as changed since the draw."""
    if not (sample and sample.plan):
        return {}
    by_hand, planned = bool(sample.hand_picked), plan_in_words(sample.plan)
    plan = plan_in_words(sample.drawn["plan"] if sample.drawn else sample.plan, by_hand=by_hand)
    return {"plan": plan, "changed_plan": () if by_hand or planned == plan else planned}
