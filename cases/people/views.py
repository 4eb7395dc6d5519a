"""The pages on which administrators invite people, and give, change and end their roles."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import for_administrators, people_administered_by
from cases.lists.page import build_list
from cases.people.actions import accounts, roles, sign_in
from cases.people.forms import ChangePersonForm, GiveRoleForm, InviteForm, RoleForm
from cases.people.invitations import days_valid, invitation_path
from cases.people.lists import PeopleFilters, PeopleTable
from cases.people.pages import build_person_page, roles_to_give
from cases.people.reads import account_named, memberships_seen, user_name_of_known, with_account, with_roles
from cases.people.refusals import PeopleRefused, why_account_not_administered
from cases.places.choices import as_choices, form_value_of, place_of, places_administered_by
from cases.sign_in.unsaved import unsaved

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_administrators
def people_list(request):
    people = with_account(with_roles(people_administered_by(request.user), request.user), request.user)
    listed = build_list(request, people, PeopleFilters, PeopleTable)
    return render(request, "cases/people/people_list.html", {"list": listed, "form": listed.form})


@require_safe
@for_administrators
def person(request, person):
    return render(
        request, "cases/people/person.html", {"person": person, "page": build_person_page(person, request.user)}
    )


@get_or_post
@for_administrators
def invite_person(request):
    form, places = _role_form(InviteForm, request)
    if form.is_valid():
        facts = form.cleaned_data | {"place": places[form.cleaned_data["place"]]}
        if person := _return_or_explain(form, roles.invite, **facts, by=request.user):
            return _show_link(request, person)
    # as sent, since an error takes a field out of what is cleaned; PostgreSQL compares no text that holds a null
    username, email = (form.data.get(field, "").replace("\0", "") for field in ("username", "email"))
    known = user_name_of_known(username, email, request.user)
    return render(request, "cases/people/invite_person.html", {"form": form, "known": known})


@get_or_post
@for_administrators
def give_role(request):
    """Ask for a user name: an administrator need know no more of a person from elsewhere."""
    form, places = _role_form(GiveRoleForm, request, initial={"username": request.GET.get("username", "")})
    if form.is_valid():
        person = account_named(form.cleaned_data["username"])
        facts = {"role": form.cleaned_data["role"], "place": places[form.cleaned_data["place"]]}
        if person is None:
            form.add_error("username", "No one has this user name. Check it, or invite the person")
        elif _return_or_explain(form, roles.give_role, person=person, **facts, by=request.user):
            messages.success(request, f"{person} now has the role.")
            return redirect("person", person.pk)
    return render(request, "cases/people/give_role.html", {"form": form})


@get_or_post
@for_administrators
def change_role(request, person, membership):
    held = _membership_of(request, person, membership)
    form, places = _role_form(RoleForm, request, initial={"role": held.role, "place": form_value_of(place_of(held))})
    if form.is_valid():
        facts = {"role": form.cleaned_data["role"], "place": places[form.cleaned_data["place"]]}
        if _return_or_explain(form, roles.change_membership, membership=held, **facts, by=request.user):
            messages.success(request, f"The role of {person} was changed.")
            return redirect("person", person.pk)
    return render(request, "cases/people/change_role.html", {"form": form, "person": person, "held": held})


@get_or_post
@for_administrators
def end_role(request, person, membership):
    held = _membership_of(request, person, membership)
    if request.method == "POST":
        return _do_and_go_back(request, person, "The role has ended.", roles.end_membership, membership=held)
    return render(request, "cases/people/end_role.html", {"person": person, "held": held})


@get_or_post
@for_administrators
def change_person(request, person):
    """Show the e-mail address only to administrators who may change it."""
    if refusal := why_account_not_administered(person, request.user):
        messages.warning(request, refusal)
        return redirect("person", person.pk)
    known = {"first_name": person.first_name, "last_name": person.last_name, "email": person.email}
    form = ChangePersonForm(request.POST or None, initial=known)
    if form.is_valid() and (
        changed := _return_or_explain(form, accounts.change_person, person=person, **form.cleaned_data, by=request.user)
    ):
        messages.success(request, f"{changed} saved.")
        return redirect("person", person.pk)
    return render(request, "cases/people/change_person.html", {"form": form, "person": person})


@get_or_post
@for_administrators
def close_account(request, person):
    if request.method == "POST":
        return _do_and_go_back(
            request, person, "The account is closed and every role has ended.", roles.close_account, person=person
        )
    return render(request, "cases/people/close_account.html", {"person": person})


@get_or_post
@for_administrators
def lost_second_factor(request, person):
    if request.method == "POST":
        return _do_and_go_back(
            request, person, "The second factor is removed.", sign_in.remove_second_factor, person=person
        )
    return render(request, "cases/people/lost_second_factor.html", {"person": person})


@require_POST
@for_administrators
def remove_identity_provider(request, person):
    done = "The link is removed and their sessions from that account have ended."
    return _do_and_go_back(request, person, done, sign_in.remove_provider_link, person=person)


@require_POST
@for_administrators
def new_link(request, person):
    try:
        sign_in.note_new_link(person=person, by=request.user)
    except PeopleRefused as refused:
        messages.warning(request, str(refused))
        return redirect("person", person.pk)
    return _show_link(request, person)


def _role_form(kind, request, **options):
    """Return (the form, {value: place} of the places that it offers)."""
    places = places_administered_by(request.user)
    initial = options.pop("initial", {})
    offered, initial = roles_to_give(), initial | unsaved(request)
    return kind(request.POST or None, roles=offered, places=as_choices(places), initial=initial, **options), places


def _membership_of(request, person, membership):
    return get_object_or_404(memberships_seen(request.user).not_ended(), user=person, pk=membership)


def _return_or_explain(form, action, **facts):
    """Return what the action returns. If it was refused, put the reason at its field and return None."""
    try:
        return action(**facts)
    except PeopleRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _do_and_go_back(request, person, success, action, /, **facts):
    """Lead back to the person's page, which says what was done or why not."""
    try:
        action(**facts, by=request.user)
        messages.success(request, success)
    except PeopleRefused as refused:
        messages.warning(request, str(refused))
    return redirect("person", person.pk)


def _show_link(request, person):
    """Show the link once, in answer to the form: it is neither stored nor sent."""
    link = request.build_absolute_uri(invitation_path(person))
    return render(request, "cases/people/new_link.html", {"person": person, "link": link, "days": days_valid()})
