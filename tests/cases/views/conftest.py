"""Who administers, and whom."""

import pytest

from cases.permissions import Role
from tests.cases.places import an_administrator, somebody


@pytest.fixture
def admin(places, client):
    """The administrator of the region East, signed in."""
    admin = an_administrator(places["East"])
    client.force_login(admin)
    return admin


@pytest.fixture
def asha(places):
    return somebody("asha", Role.VIEWER, places["Suffolk"], last_name="Okonkwo", email="asha@example.org")
