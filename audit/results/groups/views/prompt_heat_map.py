"""Show the prompts of an audit by team or grade, as a heat map."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_audit
from audit.results.groups.forms.heat_map import HeatMapForm
from audit.results.groups.pages.heat_map import FACTS, build_heat_map, figures_of, standards_of
from audit.results.reads import report_open_to


@require_safe
@opens_audit()
def prompt_heat_map(request, audit):
    report = report_open_to(request.user, audit)
    choices = {"by": FACTS, "standard": {"": "All"} | standards_of(report)}
    chosen = {name: request.GET.get(name, "") for name in choices}
    chosen = {name: each if each in choices[name] else next(iter(choices[name])) for name, each in chosen.items()}
    figures = figures_of(report, chosen["standard"])
    heat = build_heat_map(request.user, audit, report, chosen["by"], figures)
    context = {"audit": audit, "report": report, "heat": heat, "form": HeatMapForm(choices=choices, initial=chosen)}
    return render(request, "audit/results/groups/prompt_heat_map.html", context)
