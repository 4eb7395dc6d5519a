"""The pages of a team's list."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.frameworks import oversight_choices
from audit.oversight.team_lists.access import opens_team_list
from audit.oversight.team_lists.actions import ListChanged, remove_team_list, replace_team_list
from audit.oversight.team_lists.forms import TeamListForm
from audit.oversight.team_lists.lists import ListedCaseFilters, ListedCaseTable
from audit.oversight.team_lists.pages import show_read
from audit.oversight.team_lists.reading import match_cases, read_team_list
from audit.oversight.team_lists.reads import list_of, listed_cases, version_of
from cases.extract.read import SeveralSheets
from cases.lists.page import build_list
from cases.spreadsheets.limits import SpreadsheetProblem

UPLOAD = "audit/oversight/team_lists/upload_team_list.html"


@require_safe
@opens_team_list
def team_list(request, team):
    """Shows the list that the team works with now."""
    stored = list_of(team, request.user)
    if stored is None:
        return redirect("upload_team_list", team.pk)
    listed = build_list(request, listed_cases(stored), partial(ListedCaseFilters, unit=team.unit_id), ListedCaseTable)
    instrument = oversight_choices()[0][0]
    context = {"team": team, "stored": stored, "list": listed, "form": listed.form, "instrument": instrument}
    return render(request, "audit/oversight/team_lists/team_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_team_list
def upload_team_list(request, team):
    """Reads a file and puts its cases in place of the list before."""
    form = TeamListForm(request.POST or None, request.FILES or None, initial={"based_on": version_of(team)})
    context = {"team": team, "stored": list_of(team, request.user), "form": form}
    if form.is_valid():
        context |= _read(team, form, request.user)
    return render(request, UPLOAD, context)


def _read(team, form, user):
    """Store what the file gives if it gives cases of the team. Return what the page says about it."""
    sent = form.cleaned_data
    try:
        found = read_team_list(team=team, file=sent["file"], sheet=sent.get("sheet") or None, mapping=form.mapping)
        matched = match_cases(team, found.picks)
        page = show_read(found, matched)
        if found.needed or any(column.unclear for column in found.columns):
            again = TeamListForm(columns=found.columns, initial={"based_on": sent["based_on"]})
            return {"page": page, "form": again, "choose": again.columns_in(again.numbers)}
        if not matched.cases:
            form.add_error("file", f"No case in this file is of a practitioner of {team}, so nothing was changed")
            return {"page": page}
        replace_team_list(team=team, cases=matched.cases, based_on=sent["based_on"], by=user)
    except SeveralSheets as several:
        again = TeamListForm(sheets=several.names, initial={"based_on": sent["based_on"]})
        return {"form": again, "problem": str(several)}
    except (SpreadsheetProblem, ListChanged) as problem:
        form.add_error("file", str(problem))
        return {}
    return {"page": page, "stored": list_of(team, user), "is_stored": True}


@require_POST
@opens_team_list
def delete_team_list(request, team):
    remove_team_list(team=team, by=request.user)
    messages.success(request, "The list is deleted.")
    return redirect("upload_team_list", team.pk)
