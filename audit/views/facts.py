"""Correcting a fact of a case of an open audit: which one, then its new value, then what follows from it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from audit.actions import facts as actions
from audit.actions.trail import record_case_view
from audit.case_facts import FACTS, fact_in_words, name_of_fact
from audit.forms.facts import FactForm
from audit.models import SampledCase
from audit.views.facts_page import build_facts, open_audits_of_case, what_follows
from audit.views.newer import is_saved
from audit.views.opening import opens_audit, refuse_case
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved


@require_safe
@opens_audit(Permission.MODERATE)
def case_facts(request, audit, number):
    sampled = _find(request, audit, number)
    return render(request, "audit/case_facts.html", _context(request, audit, sampled) | {"facts": build_facts(sampled)})


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.MODERATE)
def correct_fact(request, audit, number, fact):
    if fact not in FACTS:
        raise Http404
    sampled = _find(request, audit, number)
    form = _form(request, sampled, fact)
    follows = _still_to_say(request.user, form, sampled, fact) if form.is_valid() else ()
    if form.is_valid() and not follows and _is_corrected(request, sampled, fact, form):
        messages.success(request, f"{name_of_fact(fact)} of {sampled.with_crn} is corrected.")
        return redirect("case_answers", audit.pk, number)
    context = _context(request, audit, sampled) | _words(sampled, fact, form)
    context |= {"form": form, "follows": follows, "newer": getattr(form, "newer", ())}
    return render(request, "audit/correct_fact.html", context)


def _still_to_say(user, form, sampled, fact):
    """What follows from the value, unless the page has said it already: then the form saves it."""
    version = actions.fact_version(form.cleaned_data["value"])
    if form.cleaned_data["shown"] == version:
        return ()
    form.ask_again(version)
    return what_follows(user, sampled, fact, form.cleaned_data["value"])


def _words(sampled, fact, form):
    """What the fact is called, what it is now, and what it is to be."""
    then = fact_in_words(fact, form.cleaned_data["value"]) if form.is_valid() else ""
    return {"name": name_of_fact(fact), "now": fact_in_words(fact, sampled.facts.get(fact)), "then": then}


def _find(request, audit, number):
    cases = SampledCase.objects.visible_to(request.user).filter(audit=audit).with_case()
    sampled = cases.select_related("audit").filter(number=number).first() or refuse_case(request.user)
    if request.method != "POST":
        record_case_view(audit=audit, sampled=sampled, what=f"the facts of {sampled}", by=request.user)
    return sampled


def _context(request, audit, sampled):
    others = open_audits_of_case(request.user, sampled)
    return {"audit": audit, "sampled": sampled, "why_not": actions.why_not_corrected(sampled), "others": others}


def _form(request, sampled, fact):
    current = sampled.facts.get(fact)
    initial = {"based_on": actions.fact_version(current)} | unsaved(request)
    return FactForm(request.POST or None, fact=fact, name=name_of_fact(fact), current=current, initial=initial)


def _is_corrected(request, sampled, fact, form):
    def save():
        sent = {name: form.cleaned_data[name] for name in ("value", "why", "based_on")}
        actions.correct_fact(sampled=sampled, fact=fact, **sent, by=request.user)

    def in_words(theirs):
        form.data["shown"] = ""  # what follows is another thing by now
        return [(name_of_fact(fact), fact_in_words(fact, theirs))]

    return is_saved(form, save, in_words)
