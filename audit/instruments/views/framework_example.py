"""Show the review of an example case by a framework. Nothing of it is saved."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.instruments.access import opens_framework
from audit.instruments.forms.example import ExampleForm
from audit.instruments.pages.example import build_example


@require_safe
@opens_framework
def framework_example(request, version):
    framework = version.framework
    form = ExampleForm(request.GET, framework=framework)
    page = build_example(framework, form.facts(), request.user)
    context = {"version": version, "facts_form": form, "example": page}
    return render(request, "audit/instruments/framework_example.html", context)
