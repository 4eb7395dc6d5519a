"""What a user may do with an audit's result."""

from django.urls import reverse

from cases.permissions import Permission


def links_of_audit(permissions, audit):
    """Return [(name, address)] of what the user may do with the result as a whole."""
    if Permission.SIGN_OFF not in permissions or audit.removed_at:
        return []
    if audit.signed_off_at:
        return [("Take back the sign-off", reverse("take_back_sign_off", args=[audit.pk]))]
    return [("Sign off", reverse("sign_off_audit", args=[audit.pk]))]
