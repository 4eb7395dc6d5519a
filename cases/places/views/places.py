"""The pages where administrators add and change places and practitioners."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.access import for_administrators
from cases.case_values import GRADES
from cases.lists.page import build_list
from cases.models import DeliveryUnit, Practitioner, Region, Team
from cases.permissions import Permission, holds_nationally, may
from cases.places.actions import places as actions
from cases.places.forms import ChangePractitionerForm, PlaceForm, PractitionerForm
from cases.places.lists import PractitionerFilters, PractitionerTable
from cases.sign_in.unsaved import unsaved

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_administrators
def places(request):
    visible = Region.objects.visible_to(request.user)
    context = {
        "regions": visible.with_places_visible_to(request.user),
        "own_regions": set(visible.administered_by(request.user)),
        "nation": holds_nationally(request.user, Permission.ADMINISTER),
    }
    return render(request, "cases/places/places.html", context)


@require_safe
@for_administrators
def unit(request, pk):
    unit = get_object_or_404(DeliveryUnit.objects.visible_to(request.user).select_related("region"), pk=pk)
    people = Practitioner.objects.visible_to(request.user).filter(team__unit=unit).by_name()
    listed = build_list(request, people, PractitionerFilters, PractitionerTable)
    context = {
        "unit": unit,
        "teams": Team.objects.visible_to(request.user).filter(unit=unit).with_people_counted(),
        "own": may(request.user, Permission.ADMINISTER, unit),
        "list": listed,
        "form": listed.form,
    }
    return render(request, "cases/places/unit.html", context)


@reads_and_writes
@for_administrators
def add_region(request):
    if not holds_nationally(request.user, Permission.ADMINISTER):
        raise PermissionDenied
    page = {"title": "Add a region", "back": reverse("places"), "back_to": "Places"}
    return _ask_for_name(request, page, partial(actions.add_region, by=request.user))


@reads_and_writes
@for_administrators
def rename_region(request, pk):
    region = _administered(request, Region.objects.visible_to(request.user), pk)
    page = {"title": f"Rename {region}", "back": reverse("places"), "back_to": "Places", "name": region.name}
    return _ask_for_name(request, page, partial(actions.rename_place, place=region, by=request.user))


@reads_and_writes
@for_administrators
def add_unit(request, pk):
    region = _administered(request, Region.objects.visible_to(request.user), pk)
    page = {"title": f"Add a PDU to {region}", "back": reverse("places"), "back_to": "Places"}
    return _ask_for_name(request, page, partial(actions.add_unit, region=region, by=request.user))


@reads_and_writes
@for_administrators
def rename_unit(request, pk):
    unit = _administered(request, DeliveryUnit.objects.visible_to(request.user), pk)
    page = {"title": f"Rename {unit}", "back": reverse("unit", args=[unit.pk]), "back_to": unit, "name": unit.name}
    return _ask_for_name(request, page, partial(actions.rename_place, place=unit, by=request.user))


@reads_and_writes
@for_administrators
def add_team(request, pk):
    unit = _administered(request, DeliveryUnit.objects.visible_to(request.user), pk)
    page = {"title": f"Add a team to {unit}", "back": reverse("unit", args=[unit.pk]), "back_to": unit}
    return _ask_for_name(request, page, partial(actions.add_team, unit=unit, by=request.user))


@reads_and_writes
@for_administrators
def rename_team(request, pk):
    team = _administered(request, Team.objects.visible_to(request.user), pk)
    page = {
        "title": f"Rename {team}",
        "back": reverse("unit", args=[team.unit_id]),
        "back_to": team.unit,
        "name": team.name,
    }
    return _ask_for_name(request, page, partial(actions.rename_place, place=team, by=request.user))


@reads_and_writes
@for_administrators
def add_practitioner(request, pk):
    unit = get_object_or_404(DeliveryUnit.objects.visible_to(request.user), pk=pk)
    save = partial(actions.add_practitioner, by=request.user)
    ask = partial(PractitionerForm, initial=unsaved(request))
    return _ask_for_practitioner(request, f"Add a practitioner to {unit}", unit, ask, save, unit.spos)


@reads_and_writes
@for_administrators
def change_practitioner(request, pk):
    people = Practitioner.objects.visible_to(request.user).select_related("team__unit", "spo", "account")
    person = get_object_or_404(people, pk=pk)
    save = partial(actions.change_practitioner, practitioner=person, by=request.user)
    known = {"name": person.name, "team": person.team_id, "grade": person.grade, "spo": person.spo_id}
    ask = partial(ChangePractitionerForm, initial=known | {"left_on": person.left_on} | unsaved(request))
    spos = [*person.team.unit.spos, *([person.spo] if person.spo else [])]
    return _ask_for_practitioner(request, f"Change {person}", person.team.unit, ask, save, spos, account_of=person)


def _administered(request, places, pk):
    """Return the place of that number: 404 if none of it is the user's, 403 if only a part is."""
    place = get_object_or_404(places, pk=pk)
    if not places.administered_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    return place


def _ask_for_name(request, page, save):
    form = PlaceForm(request.POST or None, initial={"name": page.get("name", "")} | unsaved(request))
    if form.is_valid() and _saved(request, form, save, form.cleaned_data):
        return redirect(page["back"])
    return render(request, "cases/places/_place_form.html", {"form": form, **page})


def _ask_for_practitioner(request, title, unit, ask, save, spos, account_of=None):
    teams = {team.pk: team for team in Team.objects.visible_to(request.user).filter(unit=unit)}
    spos = {spo.pk: spo for spo in spos}
    choices = {"teams": list(teams.items()), "grades": list(GRADES.items()), "spos": list(spos.items())}
    form = ask(request.POST or None, **choices)
    if form.is_valid():
        chosen = {"team": teams[form.cleaned_data["team"]], "spo": spos.get(form.cleaned_data["spo"])}
        if _saved(request, form, save, {**form.cleaned_data, **chosen}):
            return redirect("unit", unit.pk)
    page = {"title": title, "back": reverse("unit", args=[unit.pk]), "back_to": unit, "account_of": account_of}
    return render(request, "cases/places/_place_form.html", {"form": form, **page})


def _saved(request, form, save, values):
    try:
        saved = save(**values, sure=form.sure)
    except actions.NearName as near:
        form.ask(str(near))
        return False
    except actions.PlaceRefused as refused:
        form.add_error(refused.field, str(refused))
        return False
    messages.success(request, f"{saved} saved.")
    return True
