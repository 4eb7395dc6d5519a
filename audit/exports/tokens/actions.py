"""Make access tokens, note their use, and end them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.exports.tokens.secret import digest_of, new_secret
from audit.models import AccessToken
from audit.models.sentences import day
from cases.actions.trail import record_event
from cases.models import DeliveryUnit, Event, User


@transaction.atomic
def make_token(*, name: str, unit: DeliveryUnit | None, days: int, by: User) -> tuple[AccessToken, str]:
    """Store a token that opens figures for a number of days. Return it with its secret, which is not kept.

    `unit`: the one PDU whose audits it opens; None for all whose results the person may see.
    """
    secret, ends = new_secret(), timezone.now() + timedelta(days=days)
    token = AccessToken.objects.create(user=by, name=name, unit=unit, digest=digest_of(secret), expires_at=ends)
    place, until = str(unit or "all PDUs whose results they may see"), day(ends)
    record_event(kind=Event.Kind.TOKEN_MADE, unit=unit, what=name, place=place, until=until, by=by)
    return token, secret


@transaction.atomic
def revoke_token(*, token: AccessToken, why: str = "", by: User | None) -> None:
    """End a token now, and never a second time. `why`: in words, where the person did not ask for it."""
    now = timezone.now()
    if not AccessToken.objects.select_for_update().filter(pk=token.pk, revoked_at=None).exists():
        return
    token.revoked_at = now
    token._history_user = by
    token.save(update_fields=["revoked_at"])
    facts = {"what": token.name, "of": str(token.user)} | ({"why": why} if why else {})
    record_event(kind=Event.Kind.TOKEN_REVOKED, unit=token.unit, **facts, by=by)


@transaction.atomic
def revoke_all(*, user: User, why: str, by: User | None = None) -> None:
    """End every token of a person."""
    for token in AccessToken.objects.filter(user=user, revoked_at=None, expires_at__gt=timezone.now()):
        revoke_token(token=token, why=why, by=by)


def note_use(*, token: AccessToken) -> None:
    """Note when the token was last used. No history: each request would leave a row."""
    token.last_used_at = timezone.now()
    token.skip_history_when_saving = True
    token.save(update_fields=["last_used_at"])
