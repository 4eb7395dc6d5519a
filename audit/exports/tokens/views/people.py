"""The page on which an administrator sees a person's access tokens and revokes them."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audit.exports.tokens.actions import revoke_token
from audit.exports.tokens.pages import token_rows
from audit.exports.tokens.reads import tokens_of
from cases.access import for_administrators
from cases.people.refusals import why_account_not_administered

BY_ADMINISTRATOR = "revoked by an administrator"


def administers_account(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead administrators of a part of the person's places back to the person's page, which says who to ask."""

    @for_administrators
    @wraps(view)
    def opened(request, person, **kwargs):
        if refusal := why_account_not_administered(person, request.user):
            messages.warning(request, refusal)
            return redirect("person", person.pk)
        return view(request, person, **kwargs)

    return opened


@require_safe
@administers_account
def tokens_of_person(request, person):
    context = {"person": person, "tokens": token_rows(tokens_of(person))}
    return render(request, "audit/exports/tokens/tokens_of_person.html", context)


@require_POST
@administers_account
def revoke_persons_token(request, person, token):
    revoke_token(token=get_object_or_404(tokens_of(person), pk=token), why=BY_ADMINISTRATOR, by=request.user)
    messages.success(request, "The token is revoked. It opens nothing any more.")
    return redirect("tokens_of_person", person.pk)
