"""What the list of reviews does with the chosen cases: asks first where much would change, then changes all or none."""

from django.contrib import messages
from django.shortcuts import redirect

from audit.moderating.actions.several_cases import ReviewsChanged, SomeRefused, change_several, share_out_several
from audit.moderating.changes import SHARED
from audit.moderating.pages.several_cases import build_confirmation, done_message, refused_in_words
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
        return None, asked
    try:
        _change(request, audit, change, cases, form.cleaned_data["seen"])
    except ReviewsChanged:
        form.add_error(None, CHANGED)
        return None, asked
    except SomeRefused as some:
        return None, _refuse(form, change, cases, refused_in_words(some.refused))
    return redirect(request.get_full_path()), None


def _refuse(form, change, cases, refused):
    """Say why. Returns the Confirmation that asks about the other cases if this was confirmed."""
    form.refuse(refused)
    return build_confirmation(change, cases.exclude(number__in=refused)) if form.is_confirmed else None


def _change(request, audit, change, cases, seen):
    """Change the cases and say so. Raises SomeRefused, ReviewsChanged, AuditClosed."""
    which = {"audit": audit, "cases": cases, "seen": seen, "by": request.user}
    if change.action not in SHARED:
        done = change_several(change=change, **which)
        messages.success(request, done_message(change, done))
        return
    say_what_was_shared(request, audit, share_out_several(part=SHARED[change.action], **which))


def say_what_was_shared(request, audit, shared):
    """Say who got how many of the SharedOut reviews, and what was left."""
    for is_done, sentence in shared_in_words(audit, shared, request.user):
        messages.add_message(request, messages.SUCCESS if is_done else messages.WARNING, sentence)
