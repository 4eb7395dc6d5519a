"""Lock a look that still takes answers."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from audit.models import Look
from audit.oversight.looks.reads import RELATED


class LookClosed(Exception):
    """A look takes no answers now; the text says why."""


class CorrectionRefused(Exception):
    """An answer cannot be corrected; the text says why."""


def why_closed(look: Look) -> str:
    """Say why a look takes no answers; "" while it does."""
    if look.sampled_case.replaced_at:
        return f"{look.sampled_case} was replaced in its round and is no longer looked at."
    if look.finished_at:
        at = date_format(localtime(look.finished_at), "j F Y, H:i")
        return f"{look.review.reviewer} finished this look on {at}. Correct an answer on its page instead."
    return ""


def lock_look(look: Look) -> Look:
    """The Look as it is stored now, locked with its review until the transaction ends. Raises LookClosed."""
    locked = _locked(look)
    if why := why_closed(locked):
        raise LookClosed(why)
    return locked


def lock_finished(look: Look) -> Look:
    """The finished Look as it is stored now, locked until the transaction ends. Raises CorrectionRefused."""
    locked = _locked(look)
    if not locked.finished_at:
        raise CorrectionRefused("This look is not finished. Change the answer on its page.")
    return locked


def _locked(look):
    return Look.objects.select_related(*RELATED).select_for_update(of=("self", "review")).get(pk=look.pk)
