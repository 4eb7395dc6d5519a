"""What tests of this wing share."""

import pytest

from tests.cases import a_country as country_by_name
from tests.cases.places import a_country


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
