"""Correct a fact of a case of an open audit."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.access import opens_audit
from audit.planning.actions import facts as actions
from audit.planning.forms.facts import FactForm
from audit.planning.pages.conflict import saves
from audit.planning.pages.facts import what_follows
from audit.planning.reads import fact_version
from audit.planning.views.case_facts import facts_context, find_case
from audit.trail.case_facts import FACTS, fact_in_words, name_of_fact
from cases.permissions import Permission
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@opens_audit(Permission.MODERATE)
def correct_fact(request, audit, number, fact):
    """Shows first what follows from a new value of the fact, then saves it."""
    if fact not in FACTS:
        raise Http404
    sampled = find_case(request, audit, number)
    form = _fact_form(request, sampled, fact)
    follows = _still_to_say(request.user, form, sampled, fact) if form.is_valid() else ()
    if form.is_valid() and not follows and _is_corrected(request, sampled, fact, form):
        messages.success(request, f"{name_of_fact(fact)} of {sampled.with_crn} is corrected.")
        return redirect("case_answers", audit.pk, number)
    context = facts_context(request, audit, sampled) | _values_in_words(sampled, fact, form)
    context |= {"form": form, "follows": follows, "saved_meanwhile": getattr(form, "saved_meanwhile", ())}
    return render(request, "audit/planning/correct_fact.html", context)


def _still_to_say(user, form, sampled, fact):
    """Return what follows from the value; () if the page has said it already, so that the value can be saved."""
    version = fact_version(form.cleaned_data["value"])
    if form.cleaned_data["shown"] == version:
        return ()
    form.ask_again(version)
    return what_follows(user, sampled, fact, form.cleaned_data["value"])


def _values_in_words(sampled, fact, form):
    """Return the fact's name, its value now and its value to be."""
    then = fact_in_words(fact, form.cleaned_data["value"]) if form.is_valid() else ""
    return {"name": name_of_fact(fact), "now": fact_in_words(fact, sampled.facts.get(fact)), "then": then}


def _fact_form(request, sampled, fact):
    current = sampled.facts.get(fact)
    initial = {"based_on": fact_version(current)} | unsaved(request)
    return FactForm(request.POST or None, fact=fact, name=name_of_fact(fact), current=current, initial=initial)


def _is_corrected(request, sampled, fact, form):
    def save():
        sent = {name: form.cleaned_data[name] for name in ("value", "why", "based_on")}
        actions.correct_fact(sampled=sampled, fact=fact, **sent, by=request.user)

    def in_words(theirs):
        form.data["shown"] = ""  # their value changes what follows from this one
        return [(name_of_fact(fact), fact_in_words(fact, theirs))]

    return saves(form, save, in_words)
