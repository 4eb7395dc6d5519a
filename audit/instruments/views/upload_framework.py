"""Send a framework file, look at what it asks, and publish it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audit.instruments.actions import publish_framework
from audit.instruments.checked import NotPublished
from audit.instruments.forms.example import ExampleForm
from audit.instruments.forms.upload import KEPT, PublishForm, UploadForm
from audit.instruments.pages.example import build_example
from audit.instruments.pages.framework import summary_of
from cases.places.choices import as_choices, places_to_plan_in
from cases.sign_in.unsaved import drop_unsaved, unsaved


@require_http_methods(["GET", "HEAD", "POST"])
def upload_framework(request):
    """Shows what a framework file asks, and publishes it once the user confirms that. Until then nothing is stored."""
    places = places_to_plan_in(request.user)
    if not places:
        raise PermissionDenied
    kept = request.POST if KEPT in request.POST else unsaved(request)
    if KEPT in kept:
        return _go_on(request, places, kept)
    choices, only = as_choices(places), [*places] if len(places) == 1 else [""]
    about = {"places": places, "choices": choices, "user": request.user, "initial": {"place": only[0]}}
    form = UploadForm(request.POST or None, request.FILES or None, **about)
    if form.is_valid():
        return _show(request, PublishForm({KEPT: form.kept}, places=places, user=request.user))
    return render(request, "audit/instruments/upload_framework.html", {"form": form})


def _go_on(request, places, kept):
    """Publish what the page carries if its button says so; else show it again, with the facts that were chosen."""
    form = PublishForm(kept, places=places, user=request.user)
    if request.method != "POST" or "publish" not in request.POST:
        return _show(request, form)
    if form.read_kept() and form.is_confirmed() and (own := _publish(request, form)):
        messages.success(request, f"{own} is published.")
        return redirect("framework_page", own.code, own.version)
    return _show(request, form)


def _publish(request, form):
    """Return the published framework; None with an error in the form if it is refused."""
    about = {"name": form.name, "content": form.content, "place": form.place}
    try:
        return publish_framework(**about, confirmed=form.confirmed, by=request.user)
    except NotPublished as refused:
        form.add_error(None, refused.problems)
        return None


def _show(request, form):
    if form.checked is None and not form.read_kept():
        messages.warning(request, " ".join(form.errors.get(KEPT, [])))
        drop_unsaved(request)
        return redirect("upload_framework")
    framework = form.checked.framework
    facts_form = ExampleForm(form.data, framework=framework)
    context = {
        "form": form,
        "kept": form.data[KEPT],
        "checked": form.checked,
        "holds": summary_of(framework),
        "facts_form": facts_form,
        "example": build_example(framework, facts_form.facts(), request.user),
    }
    return render(request, "audit/instruments/upload_framework.html", context)
