"""Every page asks the database once which roles its person holds."""

import re

import pytest
from django.urls import reverse

from cases.models import Membership
from cases.permissions import Role
from tests.audit.statements import statements_of
from tests.test_doors import SITE
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.on_postgresql, pytest.mark.slow]
LIST_THEM = {"account", "mfa_index"}  # with their places, for their person to read


def test_every_page_reads_the_roles_of_its_person_at_most_once():
    world = World()
    lead = world.people[Role.QUALITY_LEAD]
    for role in (Role.REVIEWER, Role.ADMINISTRATOR):
        Membership.objects.create(user=lead, role=role, region=world.places[True]["region"])
    client, read = world.client(Role.QUALITY_LEAD), re.compile(rf'"cases_membership"."user_id" = {lead.pk}\b')
    times = {}
    for name in sorted(set(SITE) - LIST_THEM - {"sign_out", "account_logout"}):
        address = reverse(name, kwargs=world.arguments(name, SITE[name], True))
        times[name] = sum(
            bool(read.search(asked)) for asked in statements_of(lambda address=address: client.get(address))
        )
    assert {name: count for name, count in times.items() if count > 1} == {}
    assert sum(times.values()) > 30
