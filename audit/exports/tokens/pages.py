"""Access tokens as pages show them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from audit.models import AccessToken
from audit.models.sentences import day

EVERYWHERE = "all PDUs whose results its owner may see"
NEVER = "Never used"


class TokenRow(NamedTuple):
    """A token in words. `works`: it is in force, as far as its own dates go."""

    number: int
    name: str
    opens: str
    made: str
    used: str
    state: str
    works: bool


def token_rows(tokens: Iterable[AccessToken]) -> list[TokenRow]:
    return [_row(token) for token in tokens]


def _row(token: AccessToken) -> TokenRow:
    works = token.revoked_at is None and token.expires_at > now()
    used = date_format(localtime(token.last_used_at), "j F Y, H:i") if token.last_used_at else ""
    return TokenRow(
        number=token.pk,
        name=token.name,
        opens=str(token.unit or EVERYWHERE),
        made=f"Made on {day(token.made_at)}",
        used=f"Last used on {used}" if used else NEVER,
        state=_state(token, works),
        works=works,
    )


def _state(token: AccessToken, works: bool) -> str:
    if token.revoked_at:
        return f"Revoked on {day(token.revoked_at)}"
    return f"{'Works until' if works else 'Ended on'} {day(token.expires_at)}"
