"""Who changes people and places."""

import pytest

from tests.cases.places import an_administrator


@pytest.fixture
def admin(places):
    """The administrator of the region East."""
    return an_administrator(places["East"])
