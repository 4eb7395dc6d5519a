"""The invented PDUs beside the demonstration's, to see a region side by side."""

import pytest

from audit.demonstration.invented_units import UNITS
from audit.models import Audit
from audit.results.regions.reads import results_side_by_side
from cases.models import Membership, Region, User
from cases.permissions import Role
from tests.audit.management.running import output_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_invented_units_are_loaded_once_signed_off_and_say_that_they_are_invented():
    assert output_of("load_region") == "Loaded 5 invented PDUs to see side by side.\n"
    assert output_of("load_region") == ""
    viewer, region = User.objects.create(username="viewer"), Region.objects.get()
    Membership.objects.create(user=viewer, role=Role.VIEWER, region=region)
    side = results_side_by_side(viewer, region)
    loaded = [(result.audit.unit.name, result.rolled.cases) for result in side.results]
    assert loaded == [(unit.name, unit.cases) for unit in UNITS]
    assert all("invented" in name for name in Audit.objects.values_list("unit__name", flat=True))
