"""Raise an alert, read it, and record what was done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from audit.models import Alert
from audit.oversight.alerts import actions
from audit.oversight.alerts.emails import send_alert
from audit.oversight.alerts.forms import AnswerAlertForm, RaiseAlertForm, RestrictedAlertForm
from audit.oversight.alerts.pages import emailed_in_words, spo_of, when
from audit.oversight.alerts.reads import about_look, about_reading, about_review, may_answer, opens_review
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
def raise_alert(request, look):
    """Raises an alert from a look."""
    return _raise(request, about_look(request.user, look))


@require_http_methods(["GET", "HEAD", "POST"])
def raise_review_alert(request, review):
    """Raises an alert from a review of an inspection."""
    return _raise(request, about_review(request.user, review))


@require_http_methods(["GET", "HEAD", "POST"])
def raise_reading_alert(request, reading):
    """Raises an alert from a case that all reviewers read together."""
    return _raise(request, about_reading(request.user, reading))


def _raise(request, about):
    """Say who to speak to now, then record the alert and e-mail those who oversee the case."""
    form = RaiseAlertForm(request.POST or None, initial={"told_on": localdate()} | unsaved(request))
    case = about.case
    if form.is_valid():
        alert = actions.raise_alert(case=case, review=about.review, **form.alert, by=request.user)
        messages.success(request, f"The alert is recorded. {emailed_in_words(send_alert(alert))}")
        return redirect("alert", alert.pk)
    context = {"review": about.review, "case": case, "spo": spo_of(case), "form": form}
    return render(request, "audit/oversight/alerts/raise_alert.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def alert(request, alert):
    """Shows an alert; those who oversee the case record what was done."""
    found = get_object_or_404(Alert.objects.visible_to(request.user).for_page(), pk=alert)
    answers = may_answer(request.user, found)
    form = _form(request, found) if answers and (found.answered_at is None or request.method == "POST") else None
    if form and form.is_valid():
        return _answer(request, found, form)
    if request.method != "POST":
        actions.record_alert_view(alert=found, by=request.user)
    return _show(request, found, form)


def _form(request, found):
    kind = RestrictedAlertForm if found.is_restricted else AnswerAlertForm
    return kind(request.POST or None, initial=unsaved(request))


def _answer(request, found, form):
    try:
        actions.answer_alert(alert=found, **form.cleaned_data, by=request.user)
    except actions.AlreadyAnswered:
        found = Alert.objects.visible_to(request.user).for_page().get(pk=found.pk)
        return _show(request, found, None, not_saved=form.cleaned_data.get("done", ""), second=True)
    messages.success(request, "What was done is recorded.")
    return redirect("alert", found.pk)


def _show(request, found, form, **told):
    times = {"told_when": found.told_at, "raised_when": found.at, "answered_when": found.answered_at}
    back_to = found.review if opens_review(request.user, found) else None
    context = {"alert": found, "form": form, "back_to": back_to, **{name: when(at) for name, at in times.items() if at}}
    return render(request, "audit/oversight/alerts/alert.html", context | told)
