"""A look opens to those who oversee the team that holds its case now; the quick save goes by the same rule."""

import pytest
from django.utils import timezone

from audit.models import Look, OversightApproval
from audit.models.oversight.look import looks_to_save
from cases.models import Membership
from cases.permissions import Role
from tests.audit.oversight.looks.sent import JSON, YES, sent, stored
from tests.people import a_user, client_of


def people(team):
    """{name: user} of everyone who may ask for the look."""
    unit, region = team.unit, team.unit.region
    held = [(role, team) for role in (Role.SPO, Role.PRACTITIONER)]
    held += [(role, unit) for role in (Role.SPO, Role.QUALITY_LEAD, Role.REVIEWER, Role.HEAD_OF_SERVICE)]
    held += [(Role.ADMINISTRATOR, unit), (Role.QUALITY_LEAD, region), (Role.QUALITY_LEAD, None)]
    return {f"{role} of {place}": a_user(f"{role} of {place}", role, place) for role, place in held}


def end_approval(look):
    OversightApproval.objects.update(ended_at=timezone.now())


def restrict(look):
    look.case.restricted_digest = "x"
    look.case.save()


def end_roles(look):
    Membership.objects.update(ended_at=timezone.now())


@pytest.mark.parametrize("before", [lambda look: None, end_approval, restrict, end_roles])
def test_the_quick_rule_says_the_same_as_the_condition_on_rows(look, team, stranger, before):
    asking = people(team) | {"stranger": stranger}
    before(look)
    found = looks_to_save().get()
    by_rows = {name: Look.objects.visible_to(user).exists() for name, user in asking.items()}
    assert {name: found.is_visible_to(user) for name, user in asking.items()} == by_rows
    assert any(by_rows.values()) == (before.__name__ == "<lambda>")


def test_a_case_that_moved_is_saved_by_its_new_team_alone(client, address, look, stranger):
    look.case.practitioner.team = stranger.memberships.get().team
    look.case.practitioner.save()
    assert client.post(address, sent("risk-current", YES), headers=JSON).status_code == 404
    assert stored("risk-current") is None
    client_of(stranger).post(address, sent("risk-current", YES), headers=JSON)
    assert stored("risk-current") == (YES, "")


def test_a_page_of_another_person_saves_nothing(client, address):
    told = client.post(address, sent("risk-current", YES) | {"person": "999"}, headers=JSON)
    assert told.status_code == 403
    assert stored("risk-current") is None


def test_a_save_takes_as_many_queries_as_a_reviews_and_the_page_few(client, address, django_assert_max_num_queries):
    client.post(address, sent("risk-current", YES), headers=JSON)
    with django_assert_max_num_queries(9):
        client.post(address, sent("risk-current", 2, version=1), headers=JSON)
    client.get(address)  # the first page of a session notes that oversight is in use
    with django_assert_max_num_queries(15):
        client.get(address)
