"""What tests of this wing share."""

import pytest

from cases.permissions import Role
from tests.cases import a_country as country_by_name
from tests.cases.some_places import a_country, an_administrator, somebody


@pytest.fixture
def places(db):
    """{name: place}: East with Suffolk (Ipswich) and Norfolk (Norwich), North with Tyne (Jarrow), and "nation"."""
    return a_country()


@pytest.fixture
def country(db):
    country_by_name.a_country()


@pytest.fixture
def sign_in(country, client):
    """sign_in("Suffolk"): a client signed in as the administrator of the place of that name."""

    def sign_in(of="nation", **options):
        client.force_login(country_by_name.an_administrator(of, **options))
        return client

    return sign_in


@pytest.fixture
def admin(places, client):
    """The administrator of the region East, signed in."""
    admin = an_administrator(places["East"])
    client.force_login(admin)
    return admin


@pytest.fixture
def asha(places):
    return somebody("asha", Role.VIEWER, places["Suffolk"], last_name="Okonkwo", email="asha@example.org")
