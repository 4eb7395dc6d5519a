"""Practitioners of a small country, and those who administer parts of it."""

from cases.models import DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role

MODELS = {"region": Region, "unit": DeliveryUnit, "team": Team}


def add_staff(places):
    """Add the team Lowestoft; in Ipswich the SPO Delia and Tom, a PO whom she manages; in Jarrow the PO Rob."""
    lowestoft = Team.objects.create(name="Lowestoft", unit=places["Suffolk"])
    delia = Practitioner.objects.create(name="Delia Marsh", grade="SPO", team=places["Ipswich"])
    Practitioner.objects.create(name="Tom Orwell", grade="PO", team=places["Ipswich"], spo=delia)
    Practitioner.objects.create(name="Rob Lark", grade="PO", team=places["Jarrow"])
    return places | {"Lowestoft": lowestoft}


def an_administrator(of="nation", role=Role.ADMINISTRATOR):
    """A user who administers the nation, or the region, unit or team of that name."""
    user = User.objects.create(username=f"{role} of {of}")
    place = {kind: model.objects.get(name=of) for kind, model in MODELS.items() if model.objects.filter(name=of)}
    assert place or of == "nation"
    Membership.objects.create(user=user, role=role, **place)
    return user


def names(rows):
    return {str(row) for row in rows}
