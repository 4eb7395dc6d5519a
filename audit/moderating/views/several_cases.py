"""What the list of reviews does with the chosen cases: asks first where much would change, then changes all or none."""

from django.contrib import messages
from django.shortcuts import redirect

from audit.moderating.actions.several_cases import (
    ReviewsChanged,
    SomeRefused,
    change_several,
    share_out_several,
    why_refused,
)
from audit.moderating.changes import SHARED
from audit.moderating.pages.several_cases import build_confirmation, done_in_words, refused_in_words
from audit.moderating.pages.sharing_out import shared_in_words

CHANGED = "Someone has changed one of these reviews. Check this page again before you confirm"
NO_REVIEWERS = "Choose first who reviews this audit, on “Reviewers and progress”"


def change_chosen(request, audit, form, change, cases):
    """Change the chosen cases. Returns (response, None), or (None, the Confirmation to ask for).

    Both are None where the form says why nothing was changed. Raises AuditClosed.
    """
    if change.action in SHARED and not audit.reviewers.exists():
        form.add_error(None, NO_REVIEWERS)
        return None, None
    asked = build_confirmation(change, cases)
    if not form.is_confirmed and (form.is_for_all or asked.replaces > 1):
        return None, _ask(audit, form, change, cases, asked)
    try:
        _change(request, audit, change, cases, form.cleaned_data["seen"])
    except ReviewsChanged:
        form.add_error(None, CHANGED)
        return None, asked
    except SomeRefused as some:
        return None, _refuse(form, change, cases, refused_in_words(some.refused))
    return redirect(request.get_full_path()), None


def _ask(audit, form, change, cases, asked):
    """Return the Confirmation to ask for, only about cases that can be changed; None if the form refuses them all."""
    refused = {} if change.action in SHARED else why_refused(audit=audit, cases=cases, change=change)
    if not refused:
        return asked
    others = cases.exclude(number__in=[sampled.number for sampled in refused])
    asks_again = others.exists()
    form.refuse(refused_in_words(refused), asks_again=asks_again)
    return build_confirmation(change, others) if asks_again else None


def _refuse(form, change, cases, refused):
    """Say why. Returns the Confirmation that asks about the other cases if this was confirmed."""
    form.refuse(refused, asks_again=form.is_confirmed)
    return build_confirmation(change, cases.exclude(number__in=refused)) if form.is_confirmed else None


def _change(request, audit, change, cases, seen):
    """Change the cases and say so. Raises SomeRefused, ReviewsChanged, AuditClosed."""
    which = {"audit": audit, "cases": cases, "seen": seen, "by": request.user}
    if change.action not in SHARED:
        done = change_several(change=change, **which)
        _say(request, done_in_words(change, done))
        return
    say_what_was_shared(request, audit, share_out_several(part=SHARED[change.action], **which))


def say_what_was_shared(request, audit, shared):
    """Say who got how many of the SharedOut reviews, and what was left."""
    _say(request, shared_in_words(audit, shared, request.user))


def _say(request, sentences):
    for is_done, sentence in sentences:
        messages.add_message(request, messages.SUCCESS if is_done else messages.WARNING, sentence)
