"""The page on which a person makes access tokens and revokes them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from audit.exports.tokens.actions import make_token, revoke_token
from audit.exports.tokens.forms import TokenForm
from audit.exports.tokens.pages import token_rows
from audit.exports.tokens.reads import names_in_force, tokens_of, units_to_choose
from cases.sign_in.unsaved import drop_unsaved, unsaved

NO_LONGER_WANTED = "no longer wanted"


@require_http_methods(["GET", "HEAD", "POST"])
def access_tokens(request):
    """List the person's tokens and make one, for who sees results. Its secret is shown once, in answer to the form."""
    units = {unit.pk: unit for unit in units_to_choose(request.user)}
    if request.method == "POST" and not units:
        raise PermissionDenied
    form, secret = _form(request, units), ""
    if form.is_valid():
        facts = form.cleaned_data
        secret = make_token(name=facts["name"], unit=units.get(facts["unit"]), days=facts["days"], by=request.user)[1]
        drop_unsaved(request)
    shown = {"form": form if units else None, "secret": secret, "tokens": token_rows(tokens_of(request.user))}
    address = request.build_absolute_uri(reverse("figures_of_audits"))
    return render(request, "audit/exports/tokens/access_tokens.html", shown | {"address": address})


def _form(request, units):
    choices = [(number, str(unit)) for number, unit in units.items()]
    names = names_in_force(request.user)
    return TokenForm(request.POST or None, units=choices, names=names, initial=unsaved(request))


@require_POST
def revoke_own_token(request, token):
    revoke_token(token=get_object_or_404(tokens_of(request.user), pk=token), why=NO_LONGER_WANTED, by=request.user)
    messages.success(request, "The token is revoked. It opens nothing any more.")
    return redirect("access_tokens")
