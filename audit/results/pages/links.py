"""What a user may do with an audit's result."""

from django.urls import reverse

from audit.results.reads import why_not_confirmed
from cases.permissions import Permission

SIGN_OFF = ("Sign off", "sign_off_audit")


def links_of_audit(permissions, audit, user):
    """Return [(name, address)] of what the user may do with the result as a whole."""
    links = []
    if Permission.CONFIRM in permissions and not why_not_confirmed(audit, user):
        links.append(("Confirm the sign-off", "confirm_sign_off"))
    if Permission.SIGN_OFF in permissions and not audit.removed_at:
        links.append(("Take back the sign-off", "take_back_sign_off") if audit.signed_off_at else SIGN_OFF)
    if Permission.PLAN in permissions:
        links.append(("Plan again from this audit", "plan_again"))
    return [(name, reverse(address, args=[audit.pk])) for name, address in links]
