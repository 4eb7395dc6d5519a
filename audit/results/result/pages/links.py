"""What a user may do with an audit's result."""

from django.urls import reverse

from audit.results.judgements.reads import why_not_second
from audit.results.sign_off.reads import why_not_confirmed
from cases.permissions import Permission

SIGN_OFF = ("Sign off", "sign_off_audit")


def links_of_audit(permissions, audit, user, *, waits=True):
    """Return [(name, address)] of what the user may do with the result as a whole.

    `waits`: a decision of a panel may wait for a second person.
    """
    moves, links = _moves_to_confirm(permissions, audit, user) if waits else (), []
    if Permission.CONFIRM in permissions and not why_not_confirmed(audit, user):
        links.append(("Confirm the sign-off", "confirm_sign_off"))
    if Permission.SIGN_OFF in permissions and not audit.removed_at:
        links.append(("Take back the sign-off", "take_back_sign_off") if audit.signed_off_at else SIGN_OFF)
    if Permission.PLAN in permissions:
        links.append(("Plan again from this audit", "plan_again"))
    return [*moves, *((name, reverse(address, args=[audit.pk])) for name, address in links)]


def _moves_to_confirm(permissions, audit, user):
    if Permission.CONFIRM in permissions and not audit.signed_off_at:
        for judgement in audit.judgements.waiting():
            if not why_not_second(judgement, user):
                code = judgement.standard
                yield f"Confirm the decision on {code}", reverse("confirm_judgement", args=[audit.pk, code])
