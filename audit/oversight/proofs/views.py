"""Show what came of a team's gaps, and whether its practice changed."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.oversight.access import opens_team
from audit.oversight.proofs.forms import SinceForm
from audit.oversight.proofs.pages import build_practice, usual_since
from audit.oversight.proofs.reads import answers_of_team, gaps_of_team, round_starts


@require_safe
@opens_team
def team_proofs(request, team):
    gaps, starts = gaps_of_team(team, request.user), round_starts(team)
    context = {"team": team, "gaps": gaps, "starts": starts}
    if not gaps.why_none:
        usual = usual_since(starts)
        form = SinceForm(request.GET or None, initial={"since": usual})
        chosen = form.cleaned_data["since"] if form.is_valid() else None
        context |= {"form": form, "since": chosen or usual}
        context["practice"] = build_practice(answers_of_team(team), context["since"])
    return render(request, "audit/oversight/proofs/team_proofs.html", context)
