"""Who looks at the pages."""

import pytest

from cases.models import DeliveryUnit, Membership, Region, Team, User
from cases.permissions import Role
from tests.audit.an_audit import an_audit

PEOPLE = {
    "lead": (Role.QUALITY_LEAD, DeliveryUnit, "Suffolk PDU"),
    "spo": (Role.SPO, Team, "Ipswich"),
    "viewer": (Role.VIEWER, Region, "East of England"),
    "norfolk": (Role.QUALITY_LEAD, DeliveryUnit, "Norfolk PDU"),
    "reviewer": (Role.REVIEWER, Region, "East of England"),
    "practitioner": (Role.PRACTITIONER, Team, "Ipswich"),
    "stranger": (None, None, None),
}
FIELD = {Region: "region", DeliveryUnit: "unit", Team: "team"}


@pytest.fixture
def sign_in(db, client):
    """sign_in("lead"): a client signed in as that one of PEOPLE, whose place must be there."""

    def sign_in(name):
        role, model, place = PEOPLE[name]
        user, made = User.objects.get_or_create(username=name, first_name=name.title())
        if made and role:
            Membership.objects.create(user=user, role=role, **{FIELD[model]: model.objects.get(name=place)})
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def get(suffolk_audit, sign_in):
    """get("questions/2.1.3/"): that page of the demonstration audit, for its quality lead."""
    client = sign_in("lead")
    return lambda page="": client.get(f"/audits/{suffolk_audit.pk}/{page}")


@pytest.fixture
def small(db, sign_in):
    """(an audit without cases, a client signed in as its quality lead)."""
    return an_audit(), sign_in("lead")
