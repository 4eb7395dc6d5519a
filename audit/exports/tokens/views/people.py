"""The page on which an administrator sees a person's access tokens and revokes them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from audit.exports.tokens.actions import revoke_token
from audit.exports.tokens.pages import token_rows
from audit.exports.tokens.reads import tokens_of
from cases.access import for_administrators

BY_ADMINISTRATOR = "revoked by an administrator"


@require_safe
@for_administrators
def tokens_of_person(request, person):
    context = {"person": person, "tokens": token_rows(tokens_of(person))}
    return render(request, "audit/exports/tokens/tokens_of_person.html", context)


@require_POST
@for_administrators
def revoke_persons_token(request, person, token):
    revoke_token(token=get_object_or_404(tokens_of(person), pk=token), why=BY_ADMINISTRATOR, by=request.user)
    messages.success(request, "The token is revoked. It opens nothing any more.")
    return redirect("tokens_of_person", person.pk)
