"""Look at a case: answer the questions, write down what is missing, and finish."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.oversight.looks.access import opens_look, show_closed
from audit.oversight.looks.actions.finishing import NotFinished, finish_look
from audit.oversight.looks.actions.saving import save_look, save_open_look
from audit.oversight.looks.filled_form import sent_form, stored_form
from audit.oversight.looks.locking import LookClosed, why_closed
from audit.oversight.looks.pages.head import build_look_head
from audit.oversight.looks.pages.look import build_look_page
from audit.oversight.looks.pages.save_report import build_look_report
from audit.oversight.looks.reads import everything_in, owners_in
from audit.trail.actions import record_case_view
from cases.sign_in.unsaved import drop_unsaved, keep


@require_http_methods(["GET", "HEAD", "POST"])
def look(request, look):
    """Shows a look, and saves what was answered in it. A finished one is there to read."""
    if request.method == "POST" and not request.accepts("text/html"):
        return _save_open(request, look) or _open_look(request, look)
    return _open_look(request, look)


def _save_open(request, number):
    """Save what the script sent to an open look. None where it is anything else: then nothing is saved."""
    if request.POST.get("person", str(request.user.pk)) != str(request.user.pk):
        return None
    done = save_open_look(number=number, fill_in=partial(sent_form, request), by=request.user)
    return done and _report(request, *done)


def _report(request, form, saved):
    owners = {}
    if saved.stale:  # two answers are shown, each with what goes with its text
        owners, (_, form.stored) = owners_in(saved.review.look), everything_in(saved.review.look)
    return JsonResponse(build_look_report(form, saved, owners=owners, user=request.user))


@opens_look
def _open_look(request, look):
    if request.method == "POST":
        return _save(request, look)
    if why_closed(look):
        return redirect("finished_look", look.pk)
    record_case_view(audit=look.sampled_case.audit, sampled=look.sampled_case, what="the look", by=request.user)
    form, answers, stale = stored_form(request, look)
    return _show(request, look, form, answers, stale)


def _save(request, look):
    form = sent_form(request, look)
    try:
        sent = form.changes(lambda: everything_in(look)[0])
        saved = save_look(look=look, changes=sent, more=form.more(), by=request.user)
        if not request.accepts("text/html"):
            return _report(request, form, saved)
        return _go_on(request, look, form, saved)
    except LookClosed as closed:
        return show_closed(request, look, str(closed))


def _go_on(request, look, form, saved):
    """Lead on to where the button leads, or show what could not be stored beside what is stored."""
    answers, form.stored = everything_in(look)
    if saved.stale or form.troubles(saved):
        keep(request)  # comes back later today, should the person close the page now
        if request.POST.get("go") == "alert":  # what is not saved keeps no one from raising an alert
            return _lead_on(request, look)
        saved.answers = answers
        return _show(request, look, form.again(saved), answers, form.stale_with_more(saved))
    drop_unsaved(request)
    return _finish(request, look) if request.POST.get("go") == "finish" else _lead_on(request, look)


def _lead_on(request, look):
    go = request.POST.get("go")
    if go == "alert":
        return redirect("raise_alert", look.pk)
    return redirect("my_team") if go == "stop" else redirect("look", look.pk)


def _finish(request, look):
    try:
        finish_look(look=look, by=request.user)
    except NotFinished as unfinished:
        form, answers, stale = stored_form(request, look)
        return _show(request, look, form, answers, stale, missing=unfinished.missing)
    return redirect("tell_look", look.pk)


def _show(request, look, form, answers, stale, missing=()):
    facts = {"user": request.user, "owners": owners_in(look), "stale": stale}
    page = build_look_page(form, answers, missing=missing, **facts)
    shown = {"look": look, "head": build_look_head(look, request.user), "page": page}
    return render(request, "audit/oversight/looks/look.html", shown)
