"""People to test with, and clients signed in as them."""

from django.test import Client

from cases.models import Membership, User, place_fields


def a_user(name, role=None, place=None, **facts):
    """The user of that name; a new one gets the role, if one is given, in the place (None: England and Wales)."""
    user, made = User.objects.get_or_create(username=name, defaults=facts)
    if made and role:
        Membership.objects.create(user=user, role=role, **place_fields(place))
    return user


def client_of(user):
    client = Client()
    client.force_login(user)
    return client
