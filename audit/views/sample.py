"""The page that explains an audit's sample, and the one on which a drawn case is replaced."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audit.actions.plan import AuditClosed
from audit.actions.replacement import NotReplaced, counts_elsewhere, replace_case, reserves_for, why_not_replaced
from audit.actions.sample import why_not_drawn
from audit.forms.replacement import ReplaceForm
from audit.models import Replacement, SampledCase
from audit.sample_account import account_of, since_drawn
from audit.sample_plan import plan_in_words, too_few_to_rate
from audit.views.opening import opens_audit, refuse_case
from cases.forms.case_search import CaseSearchForm
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved


@require_safe
@opens_audit(before_sign_off=True)
def explain(request, audit):
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
    return render(request, "audit/audit_sample.html", context)


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


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.PLAN)
def replace(request, audit, number):
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    sampled = cases.filter(number=number).first() or refuse_case(request.user)
    form = ReplaceForm(request.POST or None, initial=unsaved(request), reasons=Replacement.choices)
    if form.is_valid() and _replaced(request, sampled, form):
        return redirect("audit_sample", audit.pk)
    why = "The audit is signed off." if audit.signed_off_at else why_not_replaced(sampled)
    at_limit = audit.reserves.filter(stratum=sampled.stratum).exists()
    left = len(reserves_for(sampled))
    context = {"audit": audit, "sampled": sampled, "form": form, "why_not": why, "left": left, "at_limit": at_limit}
    return render(request, "audit/replace_case.html", context)


def _replaced(request, sampled, form):
    try:
        instead = replace_case(sampled=sampled, **form.cleaned_data, by=request.user)
    except (AuditClosed, NotReplaced) as refused:
        form.add_error(None, str(refused))
        return False
    taken = f"{instead.with_crn} takes its place" if instead else "no reserve could take its place"
    restricted = form.cleaned_data["reason"] == Replacement.RESTRICTED  # by now its CRN is nobody's to see
    messages.success(request, f"{sampled if restricted else sampled.with_crn} is replaced: {taken}.")
    if restricted and counts_elsewhere(sampled):
        messages.warning(request, "It counts in another audit still, which keeps its facts, closed to everybody.")
    return True
