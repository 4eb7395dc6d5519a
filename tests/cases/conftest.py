"""What tests of places share."""

import pytest

from tests.cases.a_country import a_country, an_administrator


@pytest.fixture
def country(db):
    a_country()


@pytest.fixture
def sign_in(country, client):
    """sign_in("Suffolk"): a client signed in as the administrator of the place of that name."""

    def sign_in(of="nation", **options):
        client.force_login(an_administrator(of, **options))
        return client

    return sign_in
