"""What tests of this wing share."""

import pytest

from tests.cases.places import a_country


@pytest.fixture
def places(db):
    """{name: place}: East with Suffolk (Ipswich) and Norfolk (Norwich), North with Tyne (Jarrow), and "nation"."""
    return a_country()
