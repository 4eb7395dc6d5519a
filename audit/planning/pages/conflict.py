"""Where two people fill in the same form at once, show the second what the first saved (_saved_meanwhile.html)."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from audit.planning.actions.facts import FactRefused
from audit.planning.actions.plan import ChangedMeanwhile
from audit.planning.locking import AuditClosed


def saves(form: forms.Form, save: Callable[[], None], in_words: Callable[[Any], Iterable[tuple[str, Any]]]) -> bool:
    """Call `save` and return whether it saved. If it refused, the form says why and keeps what was filled in.

    `in_words` turns what another user has saved into [(what, how)] for the page. From then on the form is based on
    that version, so that sending it again replaces theirs.
    """
    try:
        save()
    except ChangedMeanwhile as changed:
        form.add_error(None, str(changed))
        form.data = form.data.copy()
        form.data["based_on"] = changed.version
        form.saved_meanwhile = in_words(changed.stored)
    except (AuditClosed, FactRefused) as refused:
        form.add_error(None, str(refused))
    return not form.errors
