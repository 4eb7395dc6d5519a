"""Two regions, their units and teams, and people in them, for tests about roles."""

from django.utils import timezone

from cases.models import DeliveryUnit, Membership, Region, Team, User, place_fields
from cases.permissions import Role

COUNTRY = {"East": {"Suffolk": ["Ipswich"], "Norfolk": ["Norwich"]}, "North": {"Tyne": ["Jarrow"]}}


def a_country():
    """{name: place} of two regions; "nation" is None."""
    places = {"nation": None}
    for region, units in COUNTRY.items():
        places[region] = Region.objects.create(name=region)
        for unit, teams in units.items():
            places[unit] = DeliveryUnit.objects.create(name=unit, region=places[region])
            places |= {team: Team.objects.create(name=team, unit=places[unit]) for team in teams}
    return places


def somebody(username, role=None, place=None, *, ended=False, **facts):
    """A person of that user name, with a role at a place (None is the nation) if one is given."""
    person, _ = User.objects.get_or_create(username=username, defaults={"first_name": username.title(), **facts})
    if role:
        held = Membership(user=person, role=role, **place_fields(place))
        held.ended_at = timezone.now() if ended else None
        held.save()
    return person


def an_administrator(place, username="admin"):
    return somebody(username, Role.ADMINISTRATOR, place)
