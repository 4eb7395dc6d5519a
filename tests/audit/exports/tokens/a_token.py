"""Access tokens to test with, and requests that programs send with them."""

from audit.exports.tokens.actions import make_token
from cases.models import Membership, User
from cases.permissions import Role


def a_viewer(unit, role=Role.VIEWER, name="vera"):
    user = User.objects.create(username=name)
    Membership.objects.create(user=user, role=role, unit=unit)
    return user


def secret_for(user, unit=None, days=90, name="Dashboard"):
    return make_token(name=name, unit=unit, days=days, by=user)[1]


def ask(client, address, secret, method="get"):
    """What a program gets that sends this secret."""
    return getattr(client, method)(address, headers={"Authorization": f"Bearer {secret}"})
