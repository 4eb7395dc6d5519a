"""Find access tokens, and the audits that one opens."""

from django.db.models import QuerySet

from audit.exports.tokens.secret import digest_of
from audit.models import AccessToken, Audit
from cases.models import DeliveryUnit, User
from cases.sign_in.backend import may_sign_in


def token_in_force(secret: str) -> AccessToken | None:
    """Return the token of this secret with its person; None unless it is in force and the person may sign in."""
    in_force = AccessToken.objects.in_force().select_related("user", "unit")
    token = in_force.filter(digest=digest_of(secret)).first()
    return token if token and may_sign_in(token.user) else None


def tokens_of(user: User) -> QuerySet[AccessToken]:
    """Return all tokens that a person ever made, the newest first."""
    return AccessToken.objects.visible_to(user).select_related("unit")


def names_in_force(user: User) -> set[str]:
    return set(AccessToken.objects.visible_to(user).in_force().values_list("name", flat=True))


def units_to_choose(user: User) -> QuerySet[DeliveryUnit]:
    """Return the PDUs with audits whose results the person may see."""
    audits = Audit.objects.with_results_visible_to(user)
    return DeliveryUnit.objects.filter(pk__in=audits.values("unit")).order_by("name")


def audits_opened_by(token: AccessToken) -> QuerySet[Audit]:
    """Return the signed-off audits that the token opens: what its person may see now, in its PDU if it has one."""
    audits = Audit.objects.with_results_visible_to(token.user).filter(signed_off_at__isnull=False)
    return audits.filter(unit=token.unit) if token.unit else audits


def is_known(token: AccessToken, number: int) -> bool:
    """Whether the token's person may know that an audit of this number exists."""
    return Audit.objects.visible_to(token.user).filter(pk=number).exists()
