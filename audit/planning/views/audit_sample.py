"""The page that explains an audit's sample."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.models import SampledCase
from audit.planning.account import account_of, since_drawn
from audit.planning.reads import why_not_drawn
from audit.planning.sample_plan import plan_in_words, too_few_to_rate
from cases.identifiers.forms.case_search import CaseSearchForm
from cases.permissions import Permission


@require_safe
@opens_audit(before_sign_off=True)
def audit_sample(request, audit):
    """How the cases were chosen: plan and totals for all who see results. Groups, which may hold one case, and what
    became of single cases are for those who plan."""
    sample = getattr(audit, "sample", None)
    drawn = sample.drawn if sample else None
    may_plan = Permission.PLAN in audit.permissions
    context = {
        "audit": audit,
        "sample": sample,
        "account": _account(audit, drawn) if drawn else None,
        "too_few": _too_few(audit, sample),
        **_plans(sample),
        **_cases(request, audit, may_plan=may_plan),
        "reserves": audit.reserves.left(),
        "may_plan": may_plan,
        "may_moderate": Permission.MODERATE in audit.permissions,
        "why_not_drawn": why_not_drawn(audit),
    }
    return render(request, "audit/planning/audit_sample.html", context)


def _cases(request, audit, *, may_plan):
    """The cases by their groups, for those who plan, with a search; and those that were replaced, each with its name
    and that of the one in its place: by the CRN before people who may see the case."""
    seen = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    names = {sampled: sampled.with_crn for sampled in seen}
    replaced = audit.sampled_cases.exclude(replaced_at=None).select_related("case", "replaced_with", "replaced_by")
    told = [(each, *(names.get(case, case) for case in (each, each.replaced_with))) for each in replaced]
    if not may_plan:
        return {"replaced": told}
    search = CaseSearchForm(request.GET)
    cases = search.found(seen.counted().order_by("stratum", "number"), lambda sampled: sampled.case)
    told = search.found(told, lambda line: line[0].case)
    return {"cases": cases, "replaced": told, "search": search, "number": len([*cases, *told])}


def _account(audit, drawn):
    """The Account of what was drawn, after replacements; once the cases are removed, as it was then."""
    if audit.removed_at:
        return account_of(drawn)
    cases = audit.sampled_cases
    return account_of(since_drawn(drawn, cases.counted(), cases.exclude(replaced_at=None).count()))


def _too_few(audit, sample):
    """That the cases get no rating: those there are now, or, before a draw, as many as are planned; "" otherwise."""
    if sample is None:
        return ""
    return too_few_to_rate(audit.framework, audit.reviewed[1] if sample.drawn else sample.plan.get("size"))


def _plans(sample):
    """The plan in words by which the sample was or will be drawn; and the newer one, where it was changed since."""
    if not (sample and sample.plan):
        return {}
    by_hand, planned = bool(sample.hand_picked), plan_in_words(sample.plan)
    plan = plan_in_words(sample.drawn["plan"] if sample.drawn else sample.plan, by_hand=by_hand)
    return {"plan": plan, "newer_plan": () if by_hand or planned == plan else planned}
