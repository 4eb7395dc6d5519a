"""What tests of this wing share."""

import pytest

from cases.permissions import Role
from tests.cases import some_staff
from tests.cases.some_places import a_country, an_administrator, somebody


@pytest.fixture
def places(db):
    """{name: place}: East with Suffolk (Ipswich) and Norfolk (Norwich), North with Tyne (Jarrow), and "nation"."""
    return a_country()


@pytest.fixture
def staffed_places(places):
    """The places, with a second team in Suffolk and practitioners."""
    return some_staff.add_staff(places)


@pytest.fixture
def sign_in_for(staffed_places, client):
    """sign_in_for("Suffolk"): a client signed in as the administrator of the place of that name."""

    def sign_in_for(of="nation", **options):
        client.force_login(some_staff.an_administrator(of, **options))
        return client

    return sign_in_for


@pytest.fixture
def admin(places, client):
    """The administrator of the region East, signed in."""
    admin = an_administrator(places["East"])
    client.force_login(admin)
    return admin


@pytest.fixture
def asha(places):
    return somebody("asha", Role.VIEWER, places["Suffolk"], last_name="Okonkwo", email="asha@example.org")
