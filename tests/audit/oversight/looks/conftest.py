"""What tests of looks share: a look by the instrument of oversight, and the client of the SPO who looks."""

import pytest

from tests.audit.oversight.a_team import a_look, a_round
from tests.people import client_of


@pytest.fixture
def oversight_round(team, cases, spo):
    return a_round(team, cases, spo=spo, instrument="oversight-short")


@pytest.fixture
def client(spo):
    return client_of(spo)


@pytest.fixture
def address(look):
    return f"/looks/{look.pk}/"


@pytest.fixture
def finished_look(sampled_cases, spo):
    return a_look(sampled_cases[1], spo, finished=True)
