"""Of two who fill in the same form at once, the second is shown what the first saved (audit/planning/_newer.html)."""

from audit.planning.actions.facts import FactRefused
from audit.planning.actions.plan import ChangedMeanwhile
from audit.planning.locking import AuditClosed


def is_saved(form, save, in_words):
    """Call `save`, and say whether it did. Where it refused, the form says why and keeps what was filled in.

    `in_words` gives [(what, how)] of what another person saved meanwhile. The page shows it, and the form is based on
    that from now on.
    """
    try:
        save()
    except ChangedMeanwhile as changed:
        form.add_error(None, str(changed))
        form.data = form.data.copy()
        form.data["based_on"] = changed.version
        form.newer = in_words(changed.stored)
    except (AuditClosed, FactRefused) as refused:
        form.add_error(None, str(refused))
    return not form.errors
