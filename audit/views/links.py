"""Where somebody may go from an audit's result."""

from django.urls import reverse

from cases.permissions import Permission, may


def links_of_audit(user, audit):
    """[(name, address)] of what the user may do with the audit as a whole."""
    links = []
    if may(user, Permission.SIGN_OFF, audit.unit):
        if audit.signed_off_at is None:
            links.append(("Sign off", reverse("sign_off", args=[audit.pk])))
        elif audit.removed_at is None:
            links.append(("Take back the sign-off", reverse("take_back_sign_off", args=[audit.pk])))
    if may(user, Permission.SEE_TRAIL, audit.unit):
        links.append(("Trail", reverse("audit_trail", args=[audit.pk])))
    return links
