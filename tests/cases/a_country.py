"""A small country of places and practitioners, and those who administer parts of it."""

from cases.models import DeliveryUnit, Membership, Practitioner, Region, Team, User
from cases.permissions import Role

TEAMS = [
    ("East", "Suffolk", "Ipswich"),
    ("East", "Suffolk", "Lowestoft"),
    ("East", "Norfolk", "Norwich"),
    ("North", "Tyne", "Jarrow"),
]
MODELS = {"region": Region, "unit": DeliveryUnit, "team": Team}


def a_country():
    """The places of TEAMS; in Ipswich the SPO Delia and Tom, a PO whom she manages, in Jarrow the PO Rob."""
    for region, unit, team in TEAMS:
        region, _ = Region.objects.get_or_create(name=region)
        unit, _ = DeliveryUnit.objects.get_or_create(name=unit, region=region)
        Team.objects.create(name=team, unit=unit)
    ipswich, jarrow = Team.objects.get(name="Ipswich"), Team.objects.get(name="Jarrow")
    delia = Practitioner.objects.create(name="Delia Marsh", grade="SPO", team=ipswich)
    Practitioner.objects.create(name="Tom Orwell", grade="PO", team=ipswich, spo=delia)
    Practitioner.objects.create(name="Rob Lark", grade="PO", team=jarrow)


def an_administrator(of="nation", role=Role.ADMINISTRATOR):
    """A user who administers the nation, or the region, unit or team of that name."""
    user = User.objects.create(username=f"{role} of {of}")
    place = {kind: model.objects.get(name=of) for kind, model in MODELS.items() if model.objects.filter(name=of)}
    assert place or of == "nation"
    Membership.objects.create(user=user, role=role, **place)
    return user


def names(rows):
    return {str(row) for row in rows}
