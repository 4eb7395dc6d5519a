"""Show the units of a region side by side."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.access import opens_region
from audit.frameworks import framework, titles_of, words_of
from audit.results.regions.forms import RegionResultsForm
from audit.results.regions.pages.region_results import build_region_page
from audit.results.regions.reads import question_shown, results_side_by_side


@require_safe
@opens_region
def region_results(request, region):
    side = results_side_by_side(request.user, region, request.GET.get("framework", ""))
    context = {"region": region, "left_out": side.left_out.items()}
    if side.results:
        used = framework(side.framework_code, side.checksum)
        words = words_of(used)
        question = question_shown(used, words, request.GET.get("question", ""))
        choices = titles_of(side.frameworks.keys())
        context["form"] = RegionResultsForm(used, words, question.code, choices.items())
        context["page"] = build_region_page(region, side, used, question)
    return render(request, "audit/results/regions/region_results.html", context)
