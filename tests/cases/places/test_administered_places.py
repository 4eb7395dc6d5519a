"""Which places and practitioners an administrator sees, and which they administer as a whole."""

import pytest
from django.utils import timezone

from cases.models import DeliveryUnit, Membership, Practitioner, Region, Team
from cases.permissions import Role
from tests.cases.some_staff import an_administrator, names

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql]
EVERYWHERE = ({"East", "North"}, {"Suffolk", "Norfolk", "Tyne"}, {"Ipswich", "Lowestoft", "Norwich", "Jarrow"})
# administrator of: regions, units and teams seen; regions and units administered as a whole
REACH = {
    "nation": (*EVERYWHERE, *EVERYWHERE[:2]),
    "East": ({"East"}, {"Suffolk", "Norfolk"}, {"Ipswich", "Lowestoft", "Norwich"}, {"East"}, {"Suffolk", "Norfolk"}),
    "Suffolk": ({"East"}, {"Suffolk"}, {"Ipswich", "Lowestoft"}, set(), {"Suffolk"}),
    "Ipswich": ({"East"}, {"Suffolk"}, {"Ipswich"}, set(), set()),
}


@pytest.mark.parametrize("place", REACH)
def test_an_administrator_reaches_what_lies_within_their_place(staffed_places, place):
    user = an_administrator(place)
    seen = [names(model.objects.visible_to(user)) for model in (Region, DeliveryUnit, Team)]
    whole = [names(model.objects.administered_by(user)) for model in (Region, DeliveryUnit)]
    assert (*seen, *whole) == REACH[place]
    assert names(Team.objects.administered_by(user)) == seen[2]
    assert names(Practitioner.objects.visible_to(user)) == names(Practitioner.objects.filter(team__name__in=seen[2]))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_reaches_any(staffed_places, role):
    user = an_administrator("nation", role)
    assert not any(model.objects.visible_to(user).exists() for model in (Region, DeliveryUnit, Team, Practitioner))


def test_a_role_that_has_ended_reaches_none(staffed_places):
    user = an_administrator("East")
    Membership.objects.update(ended_at=timezone.now())
    assert not any(model.objects.visible_to(user).exists() for model in (Region, DeliveryUnit, Team, Practitioner))


def test_the_tree_of_places_shows_only_what_is_seen_and_counts_people(staffed_places, django_assert_num_queries):
    user = an_administrator("Ipswich")
    with django_assert_num_queries(4):  # the roles, regions, units, teams
        (region,) = Region.objects.visible_to(user).with_places_visible_to(user)
        tree = [(unit.name, [(team.name, team.people) for team in unit.teams.all()]) for unit in region.units.all()]
    assert tree == [("Suffolk", [("Ipswich", 2)])]
