"""The pages on which an administrator links an account to a practitioner by hand, and ends the link."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cases.access import for_administrators
from cases.models import Practitioner
from cases.places.actions import accounts
from cases.places.forms import AccountForm
from cases.places.reads import accounts_for
from cases.sign_in.unsaved import unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def practitioner_account(request, pk):
    practitioner = _practitioner(request, pk)
    form = AccountForm(request.POST or None, accounts=accounts_for(practitioner), initial=unsaved(request))
    if form.is_valid() and _linked(request, practitioner, form):
        return redirect("practitioner_account", pk)
    context = {"practitioner": practitioner, "form": form, "accounts": set(accounts_for(practitioner))}
    return render(request, "cases/places/practitioner_account.html", context)


@require_POST
@for_administrators
def end_account_link(request, pk):
    practitioner = _practitioner(request, pk)
    try:
        accounts.end_account_link(practitioner=practitioner, by=request.user)
        messages.success(request, f"The link has ended. The account reads nothing more about {practitioner}.")
    except accounts.LinkRefused as refused:
        messages.warning(request, str(refused))
    return redirect("practitioner_account", pk)


def _practitioner(request, pk):
    people = Practitioner.objects.visible_to(request.user).select_related("team__unit", "account")
    return get_object_or_404(people, pk=pk)


def _linked(request, practitioner, form):
    try:
        accounts.link_account(practitioner=practitioner, **form.cleaned_data, by=request.user)
    except accounts.LinkedElsewhere as elsewhere:
        form.ask(str(elsewhere))
        return False
    except accounts.LinkRefused as refused:
        form.add_error("account", str(refused))
        return False
    messages.success(request, f"The account is linked to {practitioner}.")
    return True
